import { at, confirm, expect, signIn, test, watchErrors } from "./studio.ts";

// The name that is taken is answered 409, on purpose.
test.use({ expectedErrors: [/status of 409/] });

test("an admin adds an agent, who chooses a password and sees only what an agent may", async ({ page, browser }) => {
  const agent = { name: "Íris Quintanilha", email: "iris@vidaplena.example", password: "sete pães de queijo na mesa" };
  await page.goto(at("settings/members"));
  await page.getByRole("button", { name: "Adicionar membro" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nome", { exact: true }).fill(agent.name);
  await dialog.getByLabel("E-mail").fill(agent.email);
  await expect(dialog.getByRole("radio", { name: /Atendente/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Adicionar membro" }).click();
  const oneTime = await dialog.getByLabel("Senha de uso único").inputValue();
  await dialog.getByRole("button", { name: "Pronto" }).click();
  await expect(page.getByText(agent.email)).toBeVisible();

  const context = await browser.newContext({
    baseURL: test.info().project.use.baseURL,
    locale: "pt-BR",
    storageState: { cookies: [], origins: [] },
  });
  const theirs = await context.newPage();
  const errors = watchErrors(theirs);
  await signIn(theirs, { email: agent.email, password: oneTime });
  await expect(theirs.getByRole("heading", { name: "Escolha a sua senha" })).toBeVisible();
  await theirs.getByLabel("Senha que entregaram a você").fill(oneTime);
  await theirs.getByLabel("Senha nova").fill(agent.password);
  await theirs.getByRole("button", { name: "Salvar e continuar" }).click();
  await expect(theirs.getByRole("heading", { name: "Atendimentos" })).toBeVisible();

  await theirs.goto(at("flows"));
  await expect(theirs.getByRole("link", { name: /exemplo/ })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Novo fluxo" })).toHaveCount(0);
  await theirs.goto(at("connections"));
  await expect(theirs.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Conectar WhatsApp" })).toHaveCount(0);
  await theirs.goto(at("settings"));
  await expect(theirs.getByRole("heading", { name: "Tokens de API" })).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Membros" })).toHaveCount(0);
  await theirs.goto(at("settings/members"));
  await expect(theirs.getByText("Isto não é para o seu papel")).toBeVisible();
  expect(errors.filter((text) => !/status of 401|Problem: forbidden/.test(text))).toEqual([]);

  // Forgotten: the admin hands out another one, and the agent is signed out.
  await page.getByRole("button", { name: `Ações de ${agent.name}` }).click();
  await page.getByRole("menuitem", { name: "Nova senha de uso único" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Nova senha de uso único" }).click();
  await expect(page.getByRole("dialog").getByLabel("Senha de uso único")).not.toHaveValue("");
  await theirs.goto(at("flows"));
  await expect(theirs).toHaveURL(/\/login/);
  await context.close();
});

test("an admin makes a queue, gives it a colour, and deletes it", async ({ page }) => {
  await page.goto(at("settings/queues"));
  await page.getByRole("button", { name: "Nova fila" }).click();
  await page.getByLabel("Nome", { exact: true }).fill("Ouvidoria");
  await page.getByRole("button", { name: "Criar" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Ouvidoria" });
  await expect(row).toBeVisible();

  await page.getByRole("button", { name: "Nova fila" }).click();
  await page.getByLabel("Nome", { exact: true }).fill("Ouvidoria");
  await page.getByRole("button", { name: "Criar" }).click();
  await expect(page.getByText("Este nome já está em uso. Escolha outro.")).toBeVisible();
  await page.getByRole("button", { name: "Cancelar" }).click();

  await row.getByRole("button", { name: "Ações de Ouvidoria" }).click();
  await page.getByRole("menuitem", { name: "Excluir" }).click();
  await confirm(page, "Excluir");
  await expect(row).toHaveCount(0);
});

test("a token is shown once and opens the API until it is revoked", async ({ page, request }) => {
  await page.goto(at("settings/tokens"));
  await page.getByRole("button", { name: "Novo token" }).click();
  await page.getByLabel("Nome", { exact: true }).fill("n8n");
  await page.getByRole("button", { name: "Criar" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Já guardei" }).click();

  const ask = () =>
    request.fetch(`/api/v1${at("flows").replace("/w/", "/workspaces/")}`, {
      headers: { authorization: `Bearer ${token}`, cookie: "" },
    });
  expect((await ask()).status()).toBe(200);
  await expect(page.getByText(token)).toHaveCount(0);

  await page.getByRole("button", { name: "Revogar n8n" }).click();
  await confirm(page, "Revogar");
  await expect(page.getByRole("button", { name: "Revogar n8n" })).toHaveCount(0);
  expect((await ask()).status()).toBe(401);
});
