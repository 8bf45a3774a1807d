import type { Locator, Page } from "@playwright/test";
import { at, expect } from "./studio.ts";

/** A new flow, opened in the editor. */
export async function newFlow(page: Page, name: string): Promise<Locator> {
  await page.goto(at("flows"));
  await page.getByRole("button", { name: "Novo fluxo" }).first().click();
  await page.getByRole("dialog").getByLabel("Nome").fill(name);
  await page.getByRole("button", { name: "Criar e abrir" }).click();
  const blocks = page.locator(".react-flow__node");
  await expect(blocks).toHaveCount(1);
  return blocks;
}

/** A number on the stand-in with a name of its own, so that no other flow answers there. Answers the address of its handset. */
export async function newNumber(page: Page, name: string): Promise<string> {
  await page.goto(at("connections"));
  await page.getByRole("button", { name: "Testar com um telefone simulado" }).click();
  await expect(page).toHaveURL(/\/handset\//);
  const handset = page.url();
  await page.goto(at("connections"));
  await page.getByRole("button", { name: "Ações de WhatsApp simulado" }).click();
  await page.getByRole("menuitem", { name: "Editar" }).click();
  await page.getByRole("dialog").getByLabel("Nome").fill(name);
  await page.getByRole("button", { name: "Salvar" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  return handset;
}

/** Publishes what is drawn and switches it on for one number. */
export async function publish(page: Page, number: string): Promise<void> {
  await page.getByRole("button", { name: "Publicar", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Publicar" }).click();
  await dialog.getByRole("switch", { name: number }).click();
  await expect(dialog.getByRole("switch", { name: number })).toBeChecked();
  await dialog.getByRole("button", { name: "Pronto" }).click();
}

export const exit = (block: Locator, port: string) => block.locator(`[data-handleid="${port}"]`);

/** Drags a block out of the palette; `to` counts from the canvas's corner. */
export async function dragOut(page: Page, name: RegExp, to: { x: number; y: number }): Promise<void> {
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

export async function connect(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = await middle(from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 10, start.y + 10, { steps: 2 });
  // Near its border the canvas moves under the pointer: as a person would, look where the block is now.
  for (const steps of [8, 2]) {
    const box = await to.boundingBox();
    if (!box) throw new Error("the block is not on the screen");
    await page.mouse.move(box.x + 40, box.y + 20, { steps });
  }
  await page.mouse.up();
}

export async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 10, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

export async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error("not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Writes into a field of the selected block. */
export async function fillField(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole("textbox", { name: label }).first().fill(text);
}
