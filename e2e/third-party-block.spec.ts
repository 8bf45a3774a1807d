import { connect, dragOut, exit, fillField, newFlow, newNumber, publish } from "./drawing.ts";
import { becomeCustomer, expect, phoneChat, say, test } from "./studio.ts";

test("a third party's block is in the palette with its own form, is tested, published, and answers on the handset", async ({
  page,
  context,
}) => {
  test.slow();
  const number = `Cupons ${Date.now() % 100_000}`;
  const handset = await newNumber(page, number);

  const blocks = await newFlow(page, "Cupom de boas-vindas");
  await dragOut(page, /^Sortear cupom/, { x: 330, y: 120 });
  const coupon = blocks.filter({ hasText: "Sortear cupom" });
  await expect(coupon).toHaveCount(1);
  await expect(coupon).toContainText("PROSA com 4 números");
  const form = page.getByRole("tabpanel", { name: "Bloco" });
  await fillField(page, "Começo do cupom", "VIP");
  await fillField(page, "Mensagem", "Seu código: {{cupom}}");
  const figures = form.getByRole("textbox", { name: "Quantidade de números" });
  await figures.fill("6");
  await figures.blur();
  await form.getByRole("radio", { name: "negrito" }).or(form.getByText("negrito")).first().click();
  await expect(coupon).toContainText("VIP com 6 números");
  await connect(page, exit(blocks.first(), "next"), coupon);
  await dragOut(page, /^Encerrar/, { x: 640, y: 200 });
  await connect(page, exit(coupon, "next"), blocks.filter({ hasText: "Encerrar" }));

  await page.getByRole("button", { name: "Testar", exact: true }).click();
  const phone = page.getByRole("region", { name: "Telefone de teste" });
  await phone.getByRole("textbox", { name: "Mensagem" }).fill("quero um cupom");
  await phone.getByRole("button", { name: "Enviar" }).click();
  await expect(phone.getByText(/Seu código: VIP\d{6}/)).toBeVisible();
  await page.getByRole("button", { name: "Parar teste" }).click();

  await publish(page, number);
  const customer = await context.newPage();
  await becomeCustomer(customer, `Íris Cupom ${Date.now() % 100_000}`, handset);
  await say(customer, "quero um cupom");
  await expect(phoneChat(customer).getByText(/Seu código: VIP\d{6}/)).toBeVisible();
});
