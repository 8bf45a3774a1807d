import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { mainScreens } from "./main-screens.ts";
import { expect, test } from "./studio.ts";

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** `axe`: whether it is also asked if everything is clear to assistive technology; once a theme is enough. */
const looks = [
  { name: "light", language: "pt-BR", colorScheme: "light", viewport: desk, axe: true },
  { name: "dark", language: "en", colorScheme: "dark", viewport: desk, axe: true },
  { name: "phone", language: "es", colorScheme: "light", viewport: phone, axe: false },
  { name: "phone-dark", language: "pt-BR", colorScheme: "dark", viewport: phone, axe: false },
] as const;

test.describe.configure({ mode: "parallel" });

/** The pictures are for a person to look at beside the mocks; what a machine can see is checked here. */
for (const { name, language, colorScheme, viewport, axe } of looks)
  test(`every main screen fits, has all its words and is clear to everybody: ${name}, ${language}`, async ({
    page,
  }) => {
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
    const unclear: Record<string, string[]> = {};
    for (const screen of mainScreens) {
      await screen.open(page);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `test-results/screens/${screen.name}.${name}.${language}.png` });
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, `${screen.name} is wider than the window`).toBeLessThanOrEqual(0);
      const found = axe ? await seriousProblems(page) : [];
      if (found.length > 0) unclear[screen.name] = found;
    }
    expect(unclear).toEqual({});
  });

async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
}
