import { mainScreens } from "./main-screens.ts";
import { expect, test } from "./studio.ts";

const looks = [
  { name: "light", language: "pt-BR", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { name: "dark", language: "en", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { name: "phone", language: "es", colorScheme: "light", viewport: { width: 390, height: 844 } },
  { name: "phone-dark", language: "pt-BR", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

/** The pictures are for a person to look at beside the mocks; what a machine can see is checked here. */
for (const { name, language, colorScheme, viewport } of looks)
  test(`every main screen fits and has all its words: ${name}, ${language}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.addInitScript((theme) => localStorage.setItem("prosa.theme", theme), colorScheme);
    // This browser alone: the account's own language and theme belong to the other tests.
    await page.route("**/api/v1/me", async (route) => {
      if (route.request().method() !== "GET") return route.continue();
      const response = await route.fetch();
      const me = (await response.json()) as { account: Record<string, unknown> };
      await route.fulfill({
        response,
        json: { ...me, account: { ...me.account, locale: language, theme: colorScheme } },
      });
    });
    for (const screen of mainScreens) {
      await screen.open(page);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `test-results/screens/${screen.name}.${name}.${language}.png` });
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, `${screen.name} is wider than the window`).toBeLessThanOrEqual(0);
    }
  });
