import type { ThemeChoice } from "@prosa/ui";
import { create } from "zustand";

const storageKey = "prosa.theme";

interface ThemeChoiceState {
  choice: ThemeChoice;
  choose: (choice: ThemeChoice) => void;
}

/** The theme chosen on this computer. public/theme.js reads the same key before the first paint. */
export const useThemeChoice = create<ThemeChoiceState>()((set) => ({
  choice: stored(),
  choose: (choice) => {
    try {
      if (choice === "system") localStorage.removeItem(storageKey);
      else localStorage.setItem(storageKey, choice);
    } catch {
      // Storage is refused: the choice lasts until the page closes.
    }
    set({ choice });
  },
}));

function stored(): ThemeChoice {
  try {
    const kept = localStorage.getItem(storageKey);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}
