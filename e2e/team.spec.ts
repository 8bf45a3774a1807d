import type { Browser, Page, Route } from "@playwright/test";
import { admin, at, becomeCustomer, confirm, expect, phoneChat, say, test, watchErrors } from "./studio.ts";

// What was refused is answered 409, and whoever is removed 404, on purpose.
test.use({ expectedErrors: [/status of 409/] });

/** What follows without a look at the clock, not with the next poll a minute later. */
const soon = { timeout: 5_000 };

/** A customer who asks for a person, and waits in the default queue. */
async function customerWaits(page: Page, name: string): Promise<void> {
  await becomeCustomer(page, name);
  await say(page, "oi");
  await phoneChat(page).getByRole("button", { name: "Falar com alguém" }).click();
  await expect(phoneChat(page).getByRole("button", { name: "Falar com alguém" })).toHaveCount(1);
}

/** Somebody else at another computer, an agent. */
async function colleague(page: Page, browser: Browser, name: string) {
  const email = `${name.split(" ")[0]?.toLowerCase()}.${Date.now()}@vidaplena.example`;
  const origin = test.info().project.use.baseURL as string;
  const headers = { origin };
  const oneTime = "uma senha de uso único";
  const api = `/api/v1/workspaces/${admin.slug}`;
  const added = await page.request.post(`${api}/members`, {
    headers,
    data: { email, name, role: "agent", password: oneTime },
  });
  const { accountId } = (await added.json()) as { accountId: string };
  const context = await browser.newContext({
    baseURL: origin,
    locale: "pt-BR",
    storageState: { cookies: [], origins: [] },
  });
  await context.request.post("/api/v1/auth/sign-in", { headers, data: { email, password: oneTime } });
  await context.request.post("/api/v1/me/password", {
    headers,
    data: { current: oneTime, new: "sete pães de queijo na mesa" },
  });
  const theirs = await context.newPage();
  const act = (conversation: string, what: string) =>
    context.request.post(`${api}/conversations/${conversation}/${what}`, { headers, data: {} });
  return { accountId, context, page: theirs, act, errors: watchErrors(theirs) };
}

const openThread = async (page: Page, name: string, view: string) => {
  await page.goto(at(`conversations?view=${view}`));
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
  return page.url().split("/").at(-1)?.split("?")[0] as string;
};

test("what a colleague renames is renamed before one's eyes", async ({ page, context }) => {
  const name = `Rita Renomeada ${Date.now() % 100_000}`;
  await customerWaits(page, name);
  await page.goto(at("settings/queues"));
  await page.getByRole("button", { name: "Nova fila" }).click();
  await page.getByLabel("Nome", { exact: true }).fill(`Exames ${name}`);
  await page.getByRole("button", { name: "Criar" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: `Exames ${name}` })).toBeVisible();

  const desk = await context.newPage();
  await openThread(desk, name, "waiting");
  await desk.getByRole("button", { name: "Transferir para uma fila" }).click();
  await desk.getByRole("menuitem", { name: `Exames ${name}` }).click();
  const header = desk.getByRole("region", { name: "Atendimento", exact: true }).locator("header");
  await expect(header).toContainText(`Exames ${name}`);

  await page.getByRole("button", { name: `Ações de Exames ${name}` }).click();
  await page.getByRole("menuitem", { name: "Editar" }).click();
  await page.getByLabel("Nome", { exact: true }).fill(`Laboratório ${name}`);
  await page.getByRole("button", { name: "Salvar" }).click();
  await expect(header).toContainText(`Laboratório ${name}`, soon);

  const other = await context.newPage();
  await openThread(other, name, "waiting");
  await other.getByRole("button", { name: "Editar contato" }).click();
  await other.getByLabel("Nome", { exact: true }).fill(`Rita de Cássia ${name}`);
  await other.getByRole("button", { name: "Salvar" }).click();
  await expect(desk.getByRole("heading", { level: 2, name: `Rita de Cássia ${name}` })).toBeVisible(soon);
  await expect(desk.getByRole("link", { name: new RegExp(`Rita de Cássia ${name}`) })).toBeVisible(soon);

  // The queue goes; its customer goes on in the default one.
  await page.getByRole("button", { name: `Ações de Laboratório ${name}` }).click();
  await page.getByRole("menuitem", { name: "Excluir" }).click();
  await confirm(page, "Excluir");
  await expect(header).not.toContainText("Laboratório", soon);
  await expect(header).toContainText("Atendimento", soon);
});

test("of two who take a customer one hears who was first, and takes over on purpose only", async ({
  page,
  browser,
  context,
}) => {
  const name = `Duda Disputada ${Date.now() % 100_000}`;
  await customerWaits(page, name);
  const bruno = await colleague(page, browser, "Bruno Prado");
  const desk = await context.newPage();
  const id = await openThread(desk, name, "waiting");
  // Bruno presses the button a moment earlier.
  const first = async (route: Route) => {
    await bruno.act(id, "take");
    await route.continue();
  };
  await desk.route("**/take", first, { times: 1 });
  await desk.getByRole("button", { name: "Assumir", exact: true }).click();
  await expect(desk.getByText("Bruno Prado já assumiu este atendimento.")).toBeVisible();
  const over = desk.getByRole("button", { name: "Assumir de Bruno" });
  await expect(over).toBeVisible();
  await over.click();
  await expect(desk.getByRole("button", { name: "Encerrar" })).toBeVisible();
  await bruno.context.close();
});

test("a colleague who looks in leaves what is unread to the person who has the customer", async ({
  page,
  browser,
  context,
}) => {
  const name = `Nara Não Lida ${Date.now() % 100_000}`;
  await customerWaits(page, name);
  const bruno = await colleague(page, browser, "Bruno Prado");
  const desk = await context.newPage();
  const id = await openThread(desk, name, "waiting");
  expect((await bruno.act(id, "take")).status()).toBe(200);
  await expect(desk.getByRole("button", { name: "Assumir de Bruno" })).toBeVisible();
  const reads: string[] = [];
  desk.on("request", (request) => request.url().endsWith("/read") && reads.push(request.url()));
  await say(page, "Tem alguém?");
  await expect(desk.getByRole("log", { name: "Mensagens" }).getByText("Tem alguém?")).toBeVisible();
  await expect(desk.getByRole("link", { name: new RegExp(name) })).toHaveCount(0);
  await bruno.page.goto(at("conversations?view=mine"));
  const row = bruno.page.getByRole("link", { name: new RegExp(name) });
  await expect(row.getByText("1", { exact: true })).toBeVisible();
  await row.click();
  await expect(row.getByText("1", { exact: true })).toHaveCount(0);
  expect(reads).toEqual([]);
  await bruno.context.close();
});

test("whoever is removed is told so at once, and the customers wait for the others", async ({
  page,
  browser,
  context,
}) => {
  const name = `Olga Órfã ${Date.now() % 100_000}`;
  await customerWaits(page, name);
  const leaving = await colleague(page, browser, "Evaristo Lima");
  const desk = await context.newPage();
  const id = await openThread(desk, name, "waiting");
  expect((await leaving.act(id, "take")).status()).toBe(200);
  await leaving.page.goto(at("conversations?view=mine"));
  await leaving.page.getByRole("link", { name: new RegExp(name) }).click();
  await expect(leaving.page.getByRole("button", { name: "Encerrar" })).toBeVisible();

  await page.goto(at("settings/members"));
  const row = page.getByRole("listitem").filter({ hasText: "Evaristo Lima" });
  await row.getByRole("button", { name: "Ações de Evaristo Lima" }).click();
  await page.getByRole("menuitem", { name: "Remover" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remover" }).click();

  await expect(leaving.page.getByText("Você não participa deste espaço")).toBeVisible(soon);
  await expect(leaving.page.getByText("Não há nada aqui")).toHaveCount(0);
  await expect(desk.getByRole("log", { name: "Mensagens" }).getByText(/transferiu para Atendimento/)).toBeVisible(soon);
  await expect(desk.getByRole("button", { name: "Assumir", exact: true })).toBeVisible();
  await desk.goto(at("conversations?view=waiting"));
  await expect(desk.getByRole("link", { name: new RegExp(name) })).toBeVisible();
  await leaving.context.close();
});
