import { at, becomeCustomer, expect, phoneChat, say, test } from "./studio.ts";

test("an agent takes a conversation from the bot, answers, hands it back and closes it", async ({ page, context }) => {
  const name = `Otávio Conversa ${Date.now() % 100_000}`;
  await becomeCustomer(page, name);
  await say(page, "Oi, bom dia!");
  await expect(phoneChat(page).getByText("Como podemos ajudar?")).toBeVisible();

  const desk = await context.newPage();
  await desk.goto(at("conversations?view=bot"));
  await desk.getByRole("link", { name: new RegExp(name) }).click();
  const thread = desk.getByRole("log", { name: "Mensagens" });
  await expect(thread.getByText("Oi, bom dia!")).toBeVisible();
  await expect(thread.getByText(/exemplo\), versão 1/).first()).toBeVisible();

  await desk.getByRole("button", { name: "Assumir" }).click();
  await expect(thread.getByText(/assumiu o atendimento/)).toBeVisible();
  await desk.getByRole("textbox", { name: "A sua mensagem" }).fill("Olá! Aqui é a *Ana*. Já vejo isso.");
  await desk.keyboard.press("Enter");
  await expect(thread.getByText("Aqui é a")).toBeVisible();
  await expect(phoneChat(page).getByText("Aqui é a")).toBeVisible();
  await expect(desk.getByRole("textbox", { name: "A sua mensagem" })).toHaveValue("");

  await say(page, "Obrigado!");
  await expect(thread.getByText("Obrigado!")).toBeVisible();
  await expect(phoneChat(page).getByText("Obrigado!")).toBeVisible();

  await desk.getByRole("button", { name: "Mais ações" }).click();
  await desk.getByRole("menuitem", { name: "Devolver ao bot" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Devolver ao bot" }).click();
  await expect(thread.getByText(/devolveu ao bot/)).toBeVisible();
  await phoneChat(page).getByRole("button", { name: "Horários e endereço" }).first().click();
  await expect(thread.getByText("Horários e endereço").last()).toBeVisible();

  await desk.getByRole("button", { name: "Assumir" }).click();
  await desk.getByRole("button", { name: "Encerrar" }).first().click();
  await expect(desk.getByText(/Este atendimento está encerrado/)).toBeVisible();
});

test("the list and its counts follow what customers write, as they write it", async ({ page, context }) => {
  const name = `Lia Ao Vivo ${Date.now() % 100_000}`;
  const desk = await context.newPage();
  await desk.goto(at("conversations?view=bot"));
  await expect(desk.getByRole("heading", { name: "Atendimentos" })).toBeVisible();
  await becomeCustomer(page, name);
  await say(page, "Oi, bom dia!");
  const row = desk.getByRole("link", { name: new RegExp(name) });
  await expect(row).toContainText("Como podemos ajudar?");
  await phoneChat(page).getByRole("button", { name: "Falar com alguém" }).click();
  await expect(row).toHaveCount(0);
});

test("a conversation moves to a queue, with the contact beside it", async ({ page, context }) => {
  const name = `Zélia Transferida ${Date.now() % 100_000}`;
  await becomeCustomer(page, name);
  await say(page, "oi");
  await expect(phoneChat(page).getByText("Como podemos ajudar?")).toBeVisible();
  await phoneChat(page).getByRole("button", { name: "Falar com alguém" }).click();

  const desk = await context.newPage();
  await desk.goto(at("conversations?view=waiting"));
  await desk.getByRole("link", { name: new RegExp(name) }).click();
  const panel = desk.getByRole("complementary", { name: "Contato" });
  await expect(panel.getByText(/^\d{8}-\d{6}$/)).toBeVisible();
  await panel.getByRole("button", { name: "Editar contato" }).click();
  await desk.getByLabel("E-mail").fill("zelia@exemplo.com.br");
  await desk.getByRole("button", { name: "Salvar" }).click();
  await expect(panel.getByText("zelia@exemplo.com.br")).toBeVisible();
});

test("a photo, a place and a file of the customer arrive in the thread", async ({ page, context }) => {
  const name = `Nina Anexos ${Date.now() % 100_000}`;
  await becomeCustomer(page, name);
  await say(page, "segue a foto");
  await page.getByRole("button", { name: "Anexar" }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("menuitem", { name: "Foto" }).click();
  await (await chooser).setFiles({ name: "pedido.png", mimeType: "image/png", buffer: png });
  await expect(phoneChat(page).getByRole("img", { name: /pedido|Foto/ })).toBeVisible();
  await page.getByRole("button", { name: "Anexar" }).click();
  await page.getByRole("menuitem", { name: "Localização" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Enviar" }).click();
  await expect(phoneChat(page).getByText("Praça da Sé, São Paulo")).toBeVisible();

  const desk = await context.newPage();
  await desk.goto(at("conversations?view=bot"));
  await desk.getByRole("link", { name: new RegExp(name) }).click();
  const thread = desk.getByRole("log", { name: "Mensagens" });
  await expect(thread.getByRole("link", { name: "Praça da Sé, São Paulo" })).toBeVisible();
  const photo = thread.getByRole("img", { name: /pedido|Foto/ });
  await expect(photo).toBeVisible();
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});

/** One grey pixel. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC",
  "base64",
);
