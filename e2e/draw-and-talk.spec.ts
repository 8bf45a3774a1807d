import type { Locator, Page } from "@playwright/test";
import { at, becomeCustomer, expect, phoneChat, say, test } from "./studio.ts";

test("a person draws a small flow, tests it, publishes it, and customers walk every branch of it", async ({
  page,
  context,
}) => {
  test.slow();
  const business = `Balcão ${Date.now() % 100_000}`;

  // A number of its own, so that no other flow answers there.
  await page.goto(at("connections"));
  await page.getByRole("button", { name: "Testar com um telefone simulado" }).click();
  await expect(page).toHaveURL(/\/handset\//);
  const handset = page.url();
  await page.goto(at("connections"));
  await renameConnection(page, business);

  // Draw.
  await page.goto(at("flows"));
  await page.getByRole("button", { name: "Novo fluxo" }).first().click();
  await page.getByRole("dialog").getByLabel("Nome").fill("Balcão de informações");
  await page.getByRole("button", { name: "Criar e abrir" }).click();
  const blocks = page.locator(".react-flow__node");
  await expect(blocks).toHaveCount(1);
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

  // Publish, and switch it on.
  await page.getByRole("button", { name: "Publicar", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Publicar" }).click();
  await dialog.getByRole("switch", { name: business }).click();
  await expect(dialog.getByRole("switch", { name: business })).toBeChecked();
  await dialog.getByRole("button", { name: "Pronto" }).click();

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

const exit = (block: Locator, port: string) => block.locator(`[data-handleid="${port}"]`);

/** Drags a block out of the palette; `to` counts from the canvas's corner. */
async function dragOut(page: Page, name: RegExp, to: { x: number; y: number }): Promise<void> {
  const row = page
    .getByRole("region", { name: "Blocos" })
    .or(page.locator("aside"))
    .getByRole("button", { name })
    .first();
  const from = await middle(row);
  const canvas = await page.locator(".react-flow").boundingBox();
  if (!canvas) throw new Error("there is no canvas");
  await drag(page, from, { x: canvas.x + to.x, y: canvas.y + to.y });
}

async function connect(page: Page, from: Locator, to: Locator): Promise<void> {
  const box = await to.boundingBox();
  if (!box) throw new Error("the block is not on the screen");
  await drag(page, await middle(from), { x: box.x + 40, y: box.y + 20 });
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 10, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error("not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Writes into a field of the selected block. */
async function fillField(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole("textbox", { name: label }).first().fill(text);
}

async function renameConnection(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Ações de WhatsApp simulado" }).click();
  await page.getByRole("menuitem", { name: "Editar" }).click();
  await page.getByRole("dialog").getByLabel("Nome").fill(name);
  await page.getByRole("button", { name: "Salvar" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}
