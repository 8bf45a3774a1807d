import type { Page } from "@playwright/test";
import { admin, at, becomeCustomer, expect, phoneChat, test } from "./studio.ts";

test("when the window is shut an agent sends an approved template with its values, and the customer taps its answer", async ({
  page,
  context,
}) => {
  const name = `Rúbia Distante ${Date.now() % 100_000}`;
  await becomeCustomer(page, name);
  await wroteYesterday(page, name, "Vocês atendem aos sábados?");
  await expect(phoneChat(page).getByText("Vocês atendem aos sábados?")).toBeVisible();

  const desk = await context.newPage();
  await desk.goto(at("conversations?view=waiting"));
  await desk.getByRole("link", { name: new RegExp(name) }).click();
  const thread = desk.getByRole("log", { name: "Mensagens" });
  await expect(thread.getByText("Vocês atendem aos sábados?")).toBeVisible();
  await expect(desk.getByText("A janela de 24 horas está fechada")).toBeVisible();
  await expect(desk.getByRole("textbox", { name: "A sua mensagem" })).toHaveCount(0);

  await desk.getByRole("button", { name: "Escolher um modelo" }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByRole("searchbox", { name: "Buscar modelos" }).fill("consulta");
  await dialog.getByRole("button", { name: /lembrete_consulta/ }).click();
  await dialog.getByRole("button", { name: "Enviar modelo" }).click();
  await expect(dialog.getByText("Preencha este campo.")).toHaveCount(2);
  await dialog.getByLabel("Texto {{1}}").fill("Rúbia");
  await dialog.getByLabel("Texto {{2}}").fill("sábado às 9h");
  await dialog.getByRole("button", { name: "Respostas dos botões" }).click();
  await dialog.getByLabel("Botão “Confirmar”: resposta").fill("consulta-confirmada");
  await expect(
    dialog.getByText("Olá, Rúbia! Sua consulta está marcada para sábado às 9h. Podemos confirmar?"),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Enviar modelo" }).click();

  await expect(thread.getByText("Olá, Rúbia!")).toBeVisible();
  await expect(phoneChat(page).getByText("Olá, Rúbia!")).toBeVisible();
  await phoneChat(page).getByRole("button", { name: "Confirmar" }).click();
  await expect(thread.getByText("Confirmar", { exact: true }).last()).toBeVisible();
  expect(await contents(desk)).toContainEqual({ type: "choice", id: "consulta-confirmada", title: "Confirmar" });
  // They wrote: the window is open again.
  await expect(desk.getByRole("textbox", { name: "A sua mensagem" })).toBeVisible();
});

/** A message of the customer's that the provider delivers a day and an hour late. */
async function wroteYesterday(page: Page, customer: string, text: string): Promise<void> {
  const standin = `/api/v1/workspaces/${admin.slug}/standin/numbers`;
  const headers = { origin: new URL(page.url()).origin };
  const { items: numbers } = await (await page.request.get(standin)).json();
  for (const { phoneNumberId } of numbers) {
    const { items } = await (await page.request.get(`${standin}/${phoneNumberId}/customers`)).json();
    const found = items.find((one: { name: string }) => one.name === customer);
    if (!found) continue;
    const data = { type: "text", text, at: Date.now() - 25 * 3_600_000 };
    const url = `${standin}/${phoneNumberId}/customers/${found.id}/messages`;
    expect((await page.request.post(url, { data, headers })).ok()).toBe(true);
    return;
  }
  throw new Error(`${customer} is on no handset`);
}

/** What the messages of the open conversation hold. */
async function contents(page: Page): Promise<unknown[]> {
  const conversation = new URL(page.url()).pathname.split("/").at(-1);
  const answer = await page.request.get(`/api/v1/workspaces/${admin.slug}/conversations/${conversation}/messages`);
  const { items } = await answer.json();
  return items.map(({ content }: { content: unknown }) => content);
}
