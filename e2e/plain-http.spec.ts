import { launchOptions } from "@prosa/chromium";
import { admin, at, becomeCustomer, expect, phoneChat, say, signIn, test } from "./studio.ts";

/** A name the browser knows nothing good about, as 192.168.0.10 in an office: not this computer, and no https. */
const host = "prosa.test";

test.use({
  baseURL: async ({ baseURL }, use) => use((baseURL ?? "").replace("127.0.0.1", host)),
  launchOptions: { ...launchOptions, args: [...launchOptions.args, `--host-resolver-rules=MAP ${host} 127.0.0.1`] },
  // The browser tells that this header is for https.
  expectedErrors: [/Cross-Origin-Opener-Policy/],
  storageState: { cookies: [], origins: [] },
});

test("over plain http in a local network an agent writes and copies as anywhere", async ({ page, context }) => {
  await signIn(page, admin);
  await expect(page).toHaveURL(/\/w\//);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  const name = `Renata Rede ${Date.now() % 100_000}`;
  await becomeCustomer(page, name);
  await say(page, "oi");
  await expect(phoneChat(page).getByText("Como podemos ajudar?")).toBeVisible();

  const desk = await context.newPage();
  await desk.goto(at("conversations?view=bot"));
  await desk.getByRole("link", { name: new RegExp(name) }).click();
  await desk.getByRole("textbox", { name: "A sua mensagem" }).fill("Escrito sem https");
  await desk.keyboard.press("Enter");
  await expect(phoneChat(page).getByText("Escrito sem https")).toBeVisible();

  const panel = desk.getByRole("complementary", { name: "Contato" });
  const protocol = await panel.getByText(/^\d{8}-\d{6}$/).textContent();
  await panel.getByRole("button", { name: "Copiar o protocolo" }).click();
  await expect(panel.getByRole("button", { name: "Copiado" })).toBeVisible();
  const field = desk.getByRole("textbox", { name: "A sua mensagem" });
  await field.focus();
  await desk.keyboard.press("ControlOrMeta+v");
  await expect(field).toHaveValue(protocol ?? "");
});
