import { connect, drag, dragOut, exit, fillField, middle, newFlow } from "./drawing.ts";
import { expect, test } from "./studio.ts";

test("the end of a link is dragged to another block, and the flow goes there", async ({ page }) => {
  test.slow();
  const blocks = await newFlow(page, "Desvio");
  const start = blocks.first();
  await dragOut(page, /^Encerrar/, { x: 600, y: 80 });
  await fillField(page, "Última mensagem", "Por aqui.");
  const before = blocks.filter({ hasText: "Por aqui." });
  await dragOut(page, /^Encerrar/, { x: 600, y: 560 });
  await fillField(page, "Última mensagem", "Por ali.");
  const after = blocks.filter({ hasText: "Por ali." });
  await connect(page, exit(start, "next"), before);
  const links = page.locator(".react-flow__edge");
  await expect(links).toHaveCount(1);
  await expect(page.getByText("Nenhum caminho do início chega a este bloco.").first()).toBeVisible();

  const target = await after.boundingBox();
  if (!target) throw new Error("the block is not on the screen");
  const end = await middle(page.locator(".react-flow__edgeupdater-target"));
  await drag(page, end, { x: target.x + target.width / 2, y: target.y + target.height / 2 });
  await expect(links).toHaveCount(1);

  await page.getByRole("button", { name: "Testar", exact: true }).click();
  const phone = page.getByRole("region", { name: "Telefone de teste" });
  await phone.getByRole("textbox", { name: "Mensagem" }).fill("oi");
  await phone.getByRole("button", { name: "Enviar" }).click();
  await expect(phone.getByText("Por ali.")).toBeVisible();
  await page.getByRole("button", { name: "Parar teste" }).click();

  // One step of undo, and it leads where it led.
  await page.getByRole("button", { name: "Desfazer" }).click();
  await page.getByRole("button", { name: "Testar", exact: true }).click();
  await phone.getByRole("textbox", { name: "Mensagem" }).fill("oi");
  await phone.getByRole("button", { name: "Enviar" }).click();
  await expect(phone.getByText("Por aqui.")).toBeVisible();
});
