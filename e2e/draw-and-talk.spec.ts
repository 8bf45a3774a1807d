import { connect, dragOut, exit, fillField, newFlow, newNumber, publish } from "./drawing.ts";
import { at, becomeCustomer, expect, phoneChat, say, test } from "./studio.ts";

test("a person draws a small flow, tests it, publishes it, and customers walk every branch of it", async ({
  page,
  context,
}) => {
  test.slow();
  const business = `Balcão ${Date.now() % 100_000}`;

  const handset = await newNumber(page, business);

  // Draw.
  const blocks = await newFlow(page, "Balcão de informações");
  const start = blocks.first();
  await dragOut(page, /^Menu/, { x: 330, y: 120 });
  await expect(blocks).toHaveCount(2);
  const menu = blocks.filter({ hasText: "Primeira opção" });
  await connect(page, exit(start, "next"), menu);

  await dragOut(page, /^Encerrar/, { x: 620, y: 60 });
  await fillField(page, "Última mensagem", "Abrimos de segunda a sexta, das 8h às 18h.");
  const opening = blocks.filter({ hasText: "Abrimos de segunda" });
  await dragOut(page, /^Mensagem/, { x: 620, y: 300 });
  await fillField(page, "Texto", "Ficamos na *Rua das Flores, 10*.");
  const place = blocks.filter({ hasText: "Rua das Flores" });
  await dragOut(page, /^Encerrar/, { x: 620, y: 500 });
  await fillField(page, "Última mensagem", "Até logo!");
  const goodbye = blocks.filter({ hasText: "Até logo!" });

  await connect(page, menu.locator(".exit-handle").nth(0), opening);
  await connect(page, menu.locator(".exit-handle").nth(1), place);
  await connect(page, exit(place, "next"), goodbye);
  await expect(page.locator(".react-flow__edge")).toHaveCount(4);
  await expect(
    page
      .getByText("0 erros")
      .or(page.getByText(/^Nenhum problema|\d avisos?$/))
      .first(),
  ).toBeVisible();
  await expect(page.getByText(/^Salvo/).first()).toBeVisible();

  // Test, on the same engine.
  await page.getByRole("button", { name: "Testar", exact: true }).click();
  const testPhone = page.getByRole("region", { name: "Telefone de teste" });
  await testPhone.getByRole("textbox", { name: "Mensagem" }).fill("oi");
  await testPhone.getByRole("button", { name: "Enviar" }).click();
  await testPhone.getByRole("button", { name: "Segunda opção" }).click();
  await expect(testPhone.getByText("Até logo!")).toBeVisible();
  await page.getByRole("button", { name: "Parar teste" }).click();

  await publish(page, business);

  // As customers, every branch.
  const phone = await context.newPage();
  const first = `Rosa Primeira ${Date.now() % 100_000}`;
  await becomeCustomer(phone, first, handset);
  await say(phone, "Bom dia");
  await phoneChat(phone).getByRole("button", { name: "Primeira opção" }).click();
  await expect(phoneChat(phone).getByText("Abrimos de segunda a sexta")).toBeVisible();

  await becomeCustomer(phone, `Lúcio Segundo ${Date.now() % 100_000}`, handset);
  await say(phone, "Bom dia");
  await phoneChat(phone).getByRole("button", { name: "Segunda opção" }).click();
  await expect(phoneChat(phone).getByText("Rua das Flores, 10")).toBeVisible();
  await expect(phoneChat(phone).getByText("Até logo!")).toBeVisible();

  const lost = `Teca Terceira ${Date.now() % 100_000}`;
  await becomeCustomer(phone, lost, handset);
  await say(phone, "Bom dia");
  await expect(phoneChat(phone).getByText("Como posso ajudar?")).toBeVisible();
  for (const [index, words] of ["não sei", "quero outra coisa"].entries()) {
    await say(phone, words);
    await expect(phoneChat(phone).getByText("Não entendi. Escolha uma das opções:")).toHaveCount(index + 1);
  }
  await say(phone, "uma pessoa, por favor");

  // And the conversations are there to see.
  await page.goto(at("conversations?view=waiting"));
  await page.getByRole("link", { name: new RegExp(lost) }).click();
  const thread = page.getByRole("log", { name: "Mensagens" });
  await expect(thread.getByText("uma pessoa, por favor")).toBeVisible();
  await expect(thread.getByText(/Balcão de informações, versão 1/).first()).toBeVisible();
  await page.goto(at("conversations?view=closed"));
  await page.getByRole("link", { name: new RegExp(first) }).click();
  await expect(thread.getByText("Abrimos de segunda a sexta")).toBeVisible();
});
