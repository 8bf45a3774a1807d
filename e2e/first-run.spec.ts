import { admin, adminState, at, becomeCustomer, expect, phoneChat, say, test } from "./studio.ts";

test("whoever opens a new server sets it up and is in a workspace with an example", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Boas-vindas ao Prosa" })).toBeVisible();

  await page.getByRole("button", { name: "Configurar e abrir" }).click();
  await expect(page.getByText("Isto não parece um endereço de e-mail.")).toBeVisible();

  await page.getByLabel("Nome", { exact: true }).fill(admin.name);
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Senha", { exact: true }).fill(admin.password);
  await expect(page.getByText("Forte")).toBeVisible();
  await page.getByLabel("Empresa ou equipe").fill(admin.workspaceName);
  await expect(page.getByRole("combobox", { name: "Fuso horário" })).toHaveValue(/Sao Paulo/);
  await expect(page.getByRole("radio", { name: /Com um exemplo/ })).toBeChecked();
  await page.getByRole("button", { name: "Configurar e abrir" }).click();

  await expect(page).toHaveURL(new RegExp(`${at("conversations")}$`));
  await expect(
    page.getByRole("heading", { name: "Ninguém espera" }).or(page.getByText("Ninguém espera")),
  ).toBeVisible();
  await page.context().storageState({ path: adminState });

  await page.getByRole("navigation", { name: "Principal" }).getByRole("link", { name: "Fluxos" }).click();
  await expect(page.getByRole("link", { name: "Recepção da clínica (exemplo)" })).toBeVisible();
  await page.getByRole("navigation", { name: "Principal" }).getByRole("link", { name: "Conexões" }).click();
  await expect(page.getByRole("link", { name: "Abrir o telefone" })).toBeVisible();

  await becomeCustomer(page, "Maria Aparecida Gonçalves de Araújo");
  await say(page, "Olá! Preciso marcar um exame.");
  await expect(phoneChat(page).getByText("Como podemos ajudar?")).toBeVisible();

  await page.goto("/setup");
  await expect(page).toHaveURL(/\/w\//);
});
