import { admin, at, becomeCustomer, expect, phoneChat, say, signIn, test } from "./studio.ts";

// Refused requests, and 401 while nobody is signed in.
test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 401/] });

test("without a network the studio says so, keeps what was written, and goes on by itself", async ({
  page,
  context,
}) => {
  const name = `Olga Semrede ${Date.now() % 100_000}`;
  await becomeCustomer(page, name);
  await say(page, "oi");
  await expect(phoneChat(page).getByText("Como podemos ajudar?")).toBeVisible();
  await page.goto(at("conversations?view=bot"));
  await page.getByRole("link", { name: new RegExp(name) }).click();
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

test("what waits and what is being written survive a reload, and the message arrives once", async ({
  page,
  context,
}) => {
  const name = `Rui Recarrega ${Date.now() % 100_000}`;
  await becomeCustomer(page, name);
  await say(page, "oi");
  await expect(phoneChat(page).getByText("Como podemos ajudar?")).toBeVisible();
  const desk = await context.newPage();
  await desk.goto(at("conversations?view=bot"));
  await desk.getByRole("link", { name: new RegExp(name) }).click();
  const field = desk.getByRole("textbox", { name: "A sua mensagem" });
  const thread = desk.getByRole("log", { name: "Mensagens" });
  await expect(field).toBeVisible();

  await context.setOffline(true);
  for (const words of ["Primeira sem rede", "Segunda sem rede"]) {
    await field.fill(words);
    await desk.keyboard.press("Enter");
    await expect(thread.getByText(words)).toBeVisible();
  }
  await field.fill("ainda escrevendo");
  // The network is back, and the page is gone before it has sent anything.
  await desk.route(/\/messages$/, (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));
  await context.setOffline(false);
  await desk.reload();
  await expect(field).toHaveValue("ainda escrevendo");
  await expect(thread.getByText("Segunda sem rede")).toBeVisible();
  await expect(phoneChat(page).getByText("Primeira sem rede")).toHaveCount(0);

  await desk.unroute(/\/messages$/);
  await desk.reload();
  await expect(phoneChat(page).getByText("Segunda sem rede")).toBeVisible();
  await expect(phoneChat(page).getByText(/sem rede/)).toHaveText([/Primeira/, /Segunda/]);
  await expect(thread.getByText("Segunda sem rede")).toHaveCount(1);
  await expect(field).toHaveValue("ainda escrevendo");
});

test("what a person left unsent goes with them when they sign out, and is there when they are back", async ({
  page,
  browser,
}) => {
  const name = `Saulo Saiu ${Date.now() % 100_000}`;
  await becomeCustomer(page, name);
  await say(page, "oi");
  await expect(phoneChat(page).getByText("Como podemos ajudar?")).toBeVisible();
  const context = await browser.newContext({
    baseURL: test.info().project.use.baseURL,
    locale: "pt-BR",
    storageState: { cookies: [], origins: [] },
  });
  const desk = await context.newPage();
  await signIn(desk, admin);
  await expect(desk).toHaveURL(/\/w\//);
  await desk.goto(at("conversations?view=bot"));
  await desk.getByRole("link", { name: new RegExp(name) }).click();
  const conversation = new URL(desk.url()).pathname;
  const field = desk.getByRole("textbox", { name: "A sua mensagem" });
  const thread = desk.getByRole("log", { name: "Mensagens" });
  let tried = 0;
  await desk.route(/\/messages$/, (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    tried += 1;
    return route.abort();
  });
  await field.fill("Não saiu ainda");
  await desk.keyboard.press("Enter");
  await expect.poll(() => tried).toBeGreaterThan(0);
  await field.fill("ainda escrevendo");
  await desk.getByRole("button", { name: /^A sua conta/ }).click();
  await desk.getByRole("menuitem", { name: "Sair" }).click();
  await expect(desk.getByRole("heading", { name: "Entrar" })).toBeVisible();
  await desk.unroute(/\/messages$/);

  await desk.getByLabel("E-mail").fill(admin.email);
  await desk.getByLabel("Senha", { exact: true }).fill(admin.password);
  await desk.getByRole("button", { name: "Entrar" }).click();
  await expect(phoneChat(page).getByText("Não saiu ainda")).toHaveCount(1);
  await desk.goto(conversation);
  await expect(thread.getByText("Não saiu ainda")).toHaveCount(1);
  await expect(field).toHaveValue("ainda escrevendo");
  await context.close();
});
