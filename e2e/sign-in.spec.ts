import type { Page } from "@playwright/test";
import { admin, at, expect, signIn, test } from "./studio.ts";

test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: [/status of 401/] });

test("a person signs in with the right password only, and comes back to where they were going", async ({ page }) => {
  await page.goto(at("settings/queues"));
  await expect(page).toHaveURL(/\/login/);

  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Senha", { exact: true }).fill("não é esta senha");
  await page.getByRole("button", { name: "Entrar" }).click();
  await expect(page.getByText("O e-mail ou a senha não está certo.")).toBeVisible();

  await page.getByLabel("Senha", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Entrar" }).click();
  await expect(page.getByRole("heading", { name: "Filas" })).toBeVisible();
});

test("an address that leads nowhere says so, and leads back", async ({ page }) => {
  await signIn(page, admin);
  await expect(page).toHaveURL(/\/w\//);
  await page.goto("/w/");
  await expect(page.getByText("Não há nada aqui")).toBeVisible();
  await page.getByRole("link", { name: "Ir para o início" }).click();
  await expect(page).toHaveURL(new RegExp(at("conversations")));
});

test("a person signs out, and the pages are closed to this browser", async ({ page }) => {
  await signIn(page, admin);
  await page.getByRole("button", { name: /^A sua conta/ }).click();
  await page.getByRole("menuitem", { name: "Sair" }).click();
  await expect(page.getByRole("heading", { name: "Entrar" })).toBeVisible();
  await page.goto(at("flows"));
  await expect(page).toHaveURL(/\/login/);
});

for (const [how, press] of Object.entries({
  "the mouse": (page: Page) => page.mouse.down().then(() => page.mouse.up()),
  "a mouse that lets go late": (page: Page) => page.mouse.down(),
  "the keyboard": (page: Page) => page.keyboard.press("Enter"),
}))
  test(`a menu that is still on its way opens when it comes, pressed with ${how}`, async ({ page }) => {
    const asked = Promise.withResolvers<void>();
    const pressed = Promise.withResolvers<void>();
    await page.route(/profile-menu/, async (route) => {
      asked.resolve();
      await pressed.promise;
      await route.continue();
    });
    await signIn(page, admin);
    await asked.promise;
    const button = page.getByRole("button", { name: /^A sua conta/ });
    await button.hover();
    await button.focus();
    await press(page);
    pressed.resolve();
    const signOut = page.getByRole("menuitem", { name: "Sair" });
    await page.mouse.up();
    await expect(signOut).toBeVisible();
    await signOut.click();
    await expect(page.getByRole("heading", { name: "Entrar" })).toBeVisible();
  });

test("a person sees where they are signed in and ends the session of another browser", async ({ page, browser }) => {
  const userAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1";
  const phone = await browser.newContext({ userAgent, baseURL: test.info().project.use.baseURL });
  const phonePage = await phone.newPage();
  await phonePage.goto("/login");
  await phonePage.locator("input[type=email]").fill(admin.email);
  await phonePage.locator("input[type=password]").fill(admin.password);
  await phonePage.locator("button[type=submit]").click();
  await expect(phonePage).toHaveURL(/\/w\//);

  await signIn(page, admin);
  await expect(page).toHaveURL(/\/w\//);
  await page.goto(at("profile"));
  const row = page.getByRole("listitem").filter({ hasText: "Safari no iOS" });
  await row.getByRole("button", { name: "Sair de Safari" }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByText("Este navegador")).toBeVisible();

  await phonePage.reload();
  await expect(phonePage).toHaveURL(/\/login/);
  await phone.close();
});
