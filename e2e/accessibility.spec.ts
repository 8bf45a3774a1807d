import AxeBuilder from "@axe-core/playwright";
import { mainScreens } from "./main-screens.ts";
import { expect, test } from "./studio.ts";

for (const theme of ["light", "dark"] as const)
  test(`every main screen is clear to assistive technology in the ${theme} theme`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const found: Record<string, string[]> = {};
    for (const screen of mainScreens) {
      await screen.open(page);
      await page.evaluate((wanted) => {
        document.documentElement.dataset.theme = wanted;
      }, theme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      if (bad.length > 0)
        found[screen.name] = bad.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`,
        );
    }
    expect(found).toEqual({});
  });
