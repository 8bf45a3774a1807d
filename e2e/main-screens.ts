import type { Page } from "@playwright/test";
import { at } from "./studio.ts";

export interface MainScreen {
  name: string;
  /** Goes there and waits until it shows what it is for. */
  open: (page: Page) => Promise<void>;
}

const screen = (name: string, path: string, ready: string): MainScreen => ({
  name,
  open: async (page) => {
    await page.goto(path);
    await page.locator(ready).first().waitFor();
  },
});

/** Every screen of the studio that has an address of its own. */
export const mainScreens: readonly MainScreen[] = [
  screen("conversations", at("conversations"), "main h1"),
  {
    name: "conversation",
    open: async (page) => {
      await page.goto(at("conversations?view=bot&search=Aparecida"));
      await page.locator("main li a").first().click();
      await page.getByRole("log").first().waitFor();
      // The contact beside it is fetched on its own; on a narrow screen it waits out of sight.
      await page.locator("aside h3 + p").waitFor({ state: "attached" });
    },
  },
  screen("flows", at("flows"), "main table a"),
  {
    name: "editor",
    open: async (page) => {
      await page.goto(at("flows"));
      await page.locator("main table a").first().click();
      await page.locator(".react-flow__node").first().waitFor();
    },
  },
  screen("connections", at("connections"), "main h2"),
  {
    name: "handset",
    open: async (page) => {
      await page.goto(at("connections"));
      // The example's, which has customers: other tests make numbers of their own meanwhile.
      const example = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Simulador" }) });
      await example.locator("a[href*='/handset/']").click();
      await page.locator("main h1 + a, main h1 ~ a").first().waitFor();
      await page.locator("main li button").first().click();
      await page.getByRole("log").waitFor();
    },
  },
  screen("settings-workspace", at("settings/workspace"), "main form"),
  screen("settings-members", at("settings/members"), "main li"),
  screen("settings-queues", at("settings/queues"), "main li"),
  screen("settings-secrets", at("settings/secrets"), "main h1"),
  screen("settings-tokens", at("settings/tokens"), "main h1"),
  screen("profile", at("profile"), "main form"),
];
