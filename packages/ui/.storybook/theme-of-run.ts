import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    theme: "light" | "dark";
  }
}

// The decorator in preview.ts prefers this over the toolbar's theme.
document.documentElement.dataset.themeOfRun = inject("theme");
