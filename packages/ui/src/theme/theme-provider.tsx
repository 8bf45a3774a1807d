import { createContext, type ReactNode, use, useEffect, useSyncExternalStore } from "react";

export type ThemeChoice = "light" | "dark" | "system";

export interface ThemeState {
  /** What the person chose. */
  choice: ThemeChoice;
  /** What that means now. */
  theme: "light" | "dark";
  setChoice: (choice: ThemeChoice) => void;
}

export interface ThemeProviderProps {
  choice: ThemeChoice;
  /** Store it; the new choice comes back by `choice`. */
  onChoiceChange: (choice: ThemeChoice) => void;
  children: ReactNode;
}

const ThemeContext = createContext<ThemeState | null>(null);

/** Sets `data-theme` on the page's root element and follows the system while the choice is "system". */
export function ThemeProvider({ choice, onChoiceChange, children }: ThemeProviderProps) {
  const systemDark = useSyncExternalStore(
    (changed) => {
      const query = matchMedia(darkQuery);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => matchMedia(darkQuery).matches,
    () => false,
  );
  const theme = choice === "system" ? (systemDark ? "dark" : "light") : choice;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return <ThemeContext value={{ choice, theme, setChoice: onChoiceChange }}>{children}</ThemeContext>;
}

/** The theme and how to change it. Throws outside a ThemeProvider. */
export function useTheme(): ThemeState {
  const state = use(ThemeContext);
  if (!state) throw new Error("useTheme needs a ThemeProvider above it");
  return state;
}

const darkQuery = "(prefers-color-scheme: dark)";
