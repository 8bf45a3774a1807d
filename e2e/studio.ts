import { test as base, expect, type Page } from "@playwright/test";

/** Who set the server up; see first-run.spec.ts. */
export const admin = {
  name: "Ana Beatriz Nogueira",
  email: "ana@vidaplena.example",
  password: "o gato dorme no telhado",
  workspaceName: "Clínica Vida Plena",
  /** The workspace in addresses. */
  slug: "clinica-vida-plena",
};

export const adminState = "test-results/.admin.json";

interface Options {
  /** Messages of the browser's console that a test provokes on purpose. */
  expectedErrors: RegExp[];
}

/** A page that must stay clean: no error in the console, none thrown, nothing refused by the CSP, no missing text. */
export const test = base.extend<Options>({
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, use) => {
    const errors = watchErrors(page);
    await use(page);
    expect(errors.filter((text) => !expectedErrors.some((expected) => expected.test(text)))).toEqual([]);
  },
});

/** Gathers what went wrong on a page. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    // Chromium drops its connections when the machine gets another network interface; the page fetches again.
    if (message.type() === "error" && !message.text().includes("ERR_NETWORK_CHANGED")) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  return errors;
}

export { expect };

/** An address inside the workspace. */
export const at = (path: string) => `/w/${admin.slug}/${path}`;

/** Signs in by the form. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Senha", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Entrar" }).click();
}

/** Confirms what a dialog asks, and waits until it is done: what is behind an open dialog counts as not there. */
export async function confirm(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name }).click();
  await expect(dialog).toHaveCount(0);
}

/** Opens a pretend phone, the example's unless told otherwise, and becomes a new customer on it. */
export async function becomeCustomer(page: Page, name: string, handset?: string): Promise<void> {
  if (handset) await page.goto(handset);
  else {
    await page.goto(at("connections"));
    const example = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Simulador" }) });
    await example.getByRole("link", { name: "Abrir o telefone" }).click();
  }
  await page.getByRole("button", { name: "Novo cliente" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nome", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Criar" }).click();
  await expect(page.getByText(`você é ${name}`)).toBeVisible();
}

/** Writes as the customer. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Mensagem" }).fill(text);
  await page.getByRole("button", { name: "Enviar" }).click();
}

/** The chat on the pretend phone. */
export const phoneChat = (page: Page) => page.getByRole("log", { name: "Conversa" });
