import { connect, dragOut, exit, newFlow } from "./drawing.ts";
import { admin, at, expect, test } from "./studio.ts";

test("keys without Ctrl are the canvas's: not a select's, not behind a dialog", async ({ page }) => {
  const blocks = await newFlow(page, "Teclas");
  await dragOut(page, /^Mensagem/, { x: 600, y: 80 });
  await expect(blocks).toHaveCount(2);
  const message = blocks.nth(1);

  await page.getByRole("combobox", { name: "Tipo" }).focus();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Delete");
  await page.keyboard.press("n");
  await expect(blocks).toHaveCount(2);

  // From the list of problems, and by search, one gets to the block itself.
  await page.getByRole("button", { name: "Abrir lista" }).click();
  await page.getByRole("button", { name: /Nenhum caminho do início chega a este bloco/ }).click();
  await expect(message).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(blocks).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(blocks).toHaveCount(2);
  await page.keyboard.press("Control+f");
  await page.getByRole("searchbox", { name: "Nome, tipo ou texto" }).fill("mensagem");
  await page.keyboard.press("Enter");
  await expect(message).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Atalhos" })).toBeVisible();
  await page.evaluate(() =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Delete", bubbles: true, cancelable: true })),
  );
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Atalhos" })).toHaveCount(0);
  await expect(blocks).toHaveCount(2);
  await message.click({ position: { x: 40, y: 20 } });
  await page.keyboard.press("Backspace");
  await expect(blocks).toHaveCount(1);
});

test("what is written in a note is there after the canvas moved away under it, and after a reload", async ({
  page,
}) => {
  await newFlow(page, "Notas");
  const canvas = page.locator(".react-flow__pane");
  await canvas.click({ position: { x: 500, y: 400 } });
  await page.keyboard.press("n");
  const writing = page.getByRole("textbox", { name: "Texto da nota" });
  await expect(writing).toBeFocused();
  await page.keyboard.type("Perguntar à recepção");
  await canvas.hover({ position: { x: 60, y: 60 } });
  await page.mouse.wheel(5000, 0);
  await expect(writing).toHaveCount(0);
  await expect(page.getByText(/^Salvo/).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText("Perguntar à recepção")).toBeVisible();
});

test("a file that takes long to go up gets to its bubble, and nothing written meanwhile is lost", async ({ page }) => {
  let send: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    send = done;
  });
  await page.route("**/media", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  const blocks = await newFlow(page, "Imagem");
  await dragOut(page, /^Mensagem/, { x: 500, y: 80 });
  const add = page.getByRole("button", { name: "Adicionar: Mensagens" });
  await add.click();
  await page.getByRole("combobox", { name: "Tipo" }).first().click();
  await page.getByRole("option", { name: "Imagem" }).click();
  const picture = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  await page.locator("input[type=file]").setInputFiles({ name: "fachada.png", mimeType: "image/png", buffer: picture });
  await expect(page.getByText("Enviando o arquivo…")).toBeVisible();
  await page.getByRole("textbox", { name: "Texto" }).last().fill("Escrito enquanto a imagem subia.");
  await expect(blocks.filter({ hasText: "Escrito enquanto a imagem subia." })).toHaveCount(1);
  await blocks.first().click({ position: { x: 40, y: 20 } });
  await expect(add).toHaveCount(0);
  send();
  await expect(blocks.nth(1).locator("img")).toHaveCount(1);
  await expect(page.getByText(/^Salvo/).first()).toBeVisible();

  await page.reload();
  await blocks.filter({ hasText: "Escrito enquanto a imagem subia." }).click({ position: { x: 40, y: 20 } });
  await expect(page.getByText("fachada.png")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Texto" }).last()).toHaveText("Escrito enquanto a imagem subia.");
});

test("the offer to take a restored version back goes with the next edit, and till then does what it says", async ({
  page,
}) => {
  const blocks = await newFlow(page, "Versões");
  await dragOut(page, /^Encerrar/, { x: 600, y: 80 });
  await connect(page, exit(blocks.first(), "next"), blocks.nth(1));
  await page.getByRole("button", { name: "Publicar", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publicar" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Pronto" }).click();
  await dragOut(page, /^Mensagem/, { x: 600, y: 400 });
  await expect(blocks).toHaveCount(3);

  const offer = page.getByRole("dialog").filter({ hasText: "A v1 voltou ao rascunho" });
  const restore = async () => {
    await page.getByRole("button", { name: /^v1 publicado/ }).click();
    await page.getByRole("button", { name: "Restaurar" }).click();
    await expect(offer).toBeVisible();
    await expect(blocks).toHaveCount(2);
  };
  await restore();
  await offer.getByRole("button", { name: "Desfazer" }).click();
  await expect(blocks).toHaveCount(3);
  await restore();
  await dragOut(page, /^Pergunta/, { x: 600, y: 400 });
  // By itself it would stay for eight seconds.
  await expect(offer).toHaveCount(0, { timeout: 3000 });
  await expect(blocks).toHaveCount(3);
});

test("over plain http, where pages have no clipboard, the menu's cut and copy reach the keyboard's paste and the menu's", async ({
  page,
}) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  const blocks = await newFlow(page, "Recortes");
  await dragOut(page, /^Encerrar/, { x: 600, y: 80 });
  const end = blocks.filter({ hasText: "Encerrar" });
  await end.click({ button: "right", position: { x: 40, y: 20 } });
  await page.getByRole("menuitem", { name: "Recortar" }).click();
  await expect(end).toHaveCount(0);
  const canvas = page.locator(".react-flow__pane");
  await canvas.click({ position: { x: 300, y: 500 } });
  await page.keyboard.press("Control+v");
  await expect(end).toHaveCount(1);
  await canvas.click({ button: "right", position: { x: 300, y: 500 } });
  await page.getByRole("menuitem", { name: "Colar" }).click();
  await expect(end).toHaveCount(2);
});

test("coming back at once shows what was drawn last, from the list of flows and from a version", async ({ page }) => {
  const blocks = await newFlow(page, "Ida e volta");
  await dragOut(page, /^Encerrar/, { x: 520, y: 80 });
  await connect(page, exit(blocks.first(), "next"), blocks.nth(1));
  await page.getByRole("textbox", { name: "Última mensagem" }).first().fill("Um");
  await expect(page.getByText(/^Salvo \d/).first()).toBeVisible();
  // The draft is not there again by itself: whoever comes back sees what the screen begins with.
  await page.getByRole("navigation", { name: "Principal" }).getByRole("link", { name: "Fluxos" }).click();
  await expect(page.getByRole("heading", { name: "Fluxos" })).toBeVisible();
  await page.goBack();
  await expect(blocks.filter({ hasText: "Um" })).toHaveCount(1);

  await page.getByRole("button", { name: "Publicar", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publicar" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Pronto" }).click();
  await blocks.filter({ hasText: "Um" }).click({ position: { x: 40, y: 15 } });
  await page.getByRole("textbox", { name: "Última mensagem" }).first().fill("Dois, depois de publicar");
  await page.getByRole("button", { name: /v1 publicado/ }).click();
  await page.getByRole("dialog").getByText("Ver", { exact: true }).click();
  await expect(page.getByText("Você está vendo a v1, que não muda.")).toBeVisible();
  await page.getByRole("link", { name: "Voltar ao rascunho" }).click();
  await expect(blocks.filter({ hasText: "Dois, depois de publicar" })).toHaveCount(1);
});

test("a flow that somebody archives is only read from then on, and drawn in again once it is back", async ({
  page,
  context,
}) => {
  const blocks = await newFlow(page, "Vai ao arquivo");
  await dragOut(page, /^Encerrar/, { x: 520, y: 80 });
  await expect(page.getByText(/^Salvo \d/).first()).toBeVisible();
  const flow = page.url().split("/").at(-1);
  const colleague = await context.newPage();
  await colleague.goto(at("flows"));
  const archive = (archived: boolean) =>
    colleague.evaluate(
      ([path, body]) => fetch(path, { method: "PATCH", body, headers: { "content-type": "application/json" } }),
      [`/api/v1/workspaces/${admin.slug}/flows/${flow}`, JSON.stringify({ archived })] as const,
    );
  await archive(true);
  await expect(page.getByText("Somente leitura")).toBeVisible();
  await expect(page.getByText(/Este fluxo está arquivado/)).toBeVisible();
  await blocks.nth(1).click({ position: { x: 40, y: 20 } });
  await page.keyboard.press("Delete");
  await expect(blocks).toHaveCount(2);
  await archive(false);
  await expect(page.getByText("Somente leitura")).toHaveCount(0);
  await blocks.nth(1).click({ position: { x: 40, y: 20 } });
  await page.getByRole("textbox", { name: "Última mensagem" }).first().fill("De volta");
  await expect(page.getByText(/^Salvo \d/).first()).toBeVisible();
  await page.reload();
  await expect(blocks.filter({ hasText: "De volta" })).toHaveCount(1);
});
