import { at, becomeCustomer, expect, say, test } from "./studio.ts";

test.describe.configure({ mode: "serial" });

const customer = "Rosa Vai e Volta";

test("going back leads to the conversation that was open, and stays in Prosa after a deep link", async ({ page }) => {
  await becomeCustomer(page, customer);
  await say(page, "Oi, quero voltar");
  await page.goto(at("conversations?view=bot"));
  const row = page.getByRole("link", { name: new RegExp(customer) });
  await row.click();
  const thread = page.getByRole("region", { name: "Atendimento", exact: true });
  await expect(thread.getByRole("heading", { name: customer })).toBeVisible();
  const address = page.url();

  // Another tab beside the thread: what is open stays open.
  const views = page.getByRole("navigation", { name: "Quais atendimentos" });
  await views.getByRole("button", { name: /Fechados/ }).click();
  await expect(page).toHaveURL(/view=closed/);
  await expect(thread.getByRole("heading", { name: customer })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(address);

  // Typing is no place to go back to, letter by letter, and closes nothing.
  await page.getByRole("searchbox", { name: "Buscar nome" }).fill("Rosa");
  await expect(page).toHaveURL(/search=Rosa/);
  await expect(thread.getByRole("heading", { name: customer })).toBeVisible();
  await page.goBack();
  await expect(thread).toHaveCount(0);
  await expect(page).toHaveURL(/conversations\?view=bot$/);

  await page.goto("about:blank");
  await page.goto(address);
  await expect(thread.getByRole("heading", { name: customer })).toBeVisible();
  await views.getByRole("button", { name: /Abertos/ }).click();
  await expect(page).toHaveURL(/view=open/);
  await page.goBack();
  await expect(page).toHaveURL(address);
  await expect(thread.getByRole("heading", { name: customer })).toBeVisible();
});

test("on a phone, going back closes the contact and then the conversation", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(at("conversations?view=bot"));
  await page.getByRole("link", { name: new RegExp(customer) }).click();
  const thread = page.getByRole("region", { name: "Atendimento", exact: true });
  await page.getByRole("button", { name: "Mostrar o contato" }).click();
  const sheet = page.getByRole("dialog", { name: "Contato" });
  await expect(sheet.getByText("Protocolo")).toBeVisible();
  await page.goBack();
  await expect(sheet).toHaveCount(0);
  await expect(thread.getByRole("heading", { name: customer })).toBeVisible();

  // Closing it by hand leaves nothing behind to go back through.
  await page.getByRole("button", { name: "Mostrar o contato" }).click();
  await sheet.getByRole("button", { name: "Fechar" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(thread.getByRole("heading", { name: customer })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("link", { name: new RegExp(customer) })).toBeVisible();
  await expect(thread).toHaveCount(0);
});

test("a queue in the address that does not exist is dropped", async ({ page }) => {
  await page.goto(at("conversations?view=bot&queue=01900000-0000-7000-8000-000000000000"));
  await expect(page.getByRole("link", { name: new RegExp(customer) })).toBeVisible();
  await expect(page).not.toHaveURL(/queue=/);
});
