import { at, expect, test } from "./studio.ts";

test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });

test("without a network the studio says so, keeps what was written, and goes on by itself", async ({
  page,
  context,
}) => {
  await page.goto(at("conversations?view=bot&search=Aparecida"));
  await page.getByRole("link", { name: /Maria Aparecida/ }).click();
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
