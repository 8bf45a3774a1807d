import { at, becomeCustomer, expect, phoneChat, say, test } from "./studio.ts";

test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });

test("without a network the studio says so, keeps what was written, and goes on by itself", async ({
  page,
  context,
}) => {
  const name = `Olga Semrede ${Date.now() % 100_000}`;
  await becomeCustomer(page, name);
  await say(page, "oi");
  await expect(phoneChat(page).getByText("Como podemos ajudar?")).toBeVisible();
  await page.goto(at("conversations?view=bot"));
  await page.getByRole("link", { name: new RegExp(name) }).click();
  const field = page.getByRole("textbox", { name: "A sua mensagem" });
  await expect(field).toBeVisible();

  await context.setOffline(true);
  await expect(page.getByRole("alert").filter({ hasText: "Sem conexão" })).toBeVisible();
  await field.fill("Escrito sem rede");
  await page.keyboard.press("Enter");
  const thread = page.getByRole("log", { name: "Mensagens" });
  await expect(thread.getByText("Escrito sem rede")).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByRole("alert").filter({ hasText: "Sem conexão" })).toHaveCount(0);
  await expect(thread.getByText(/assumiu o atendimento/)).toBeVisible();
  await expect(thread.getByText("Escrito sem rede")).toHaveCount(1);
});
