import { at, expect, test } from "./studio.ts";

// What fails on purpose is said in the console too.
test.use({ expectedErrors: [/Failed to load resource|dynamically imported module|Problem: internal/] });

const menuOfExample = { name: /^Ações de Recepção da clínica/ };

test("a screen that could not be had is had by trying again", async ({ page }) => {
  await page.route(/\/api\/v1\/.*\/connections$/, (route) =>
    route.fulfill({ status: 500, contentType: "application/problem+json", body: '{"status":500,"code":"internal"}' }),
  );
  await page.goto(at("connections"));
  const retry = page.getByRole("button", { name: "Tentar de novo" });
  await expect(retry).toBeVisible();
  await page.unrouteAll();
  await retry.click();
  await expect(page.getByRole("heading", { name: "Simulador" })).toBeVisible();
});

test("a screen that was never opened comes by itself when the network is back", async ({ page, context }) => {
  await page.goto(at("flows"));
  await expect(page.getByRole("link", { name: /exemplo/ })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("navigation", { name: "Principal" }).getByRole("link", { name: "Conexões" }).click();
  await expect(page.getByText("Esta parte do Prosa não pôde ser baixada.")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "Simulador" })).toBeVisible();
});

test("a menu pressed without a network opens when it is back", async ({ page, context }) => {
  const held = Promise.withResolvers<void>();
  await page.route(/flow-menu/, async (route) => {
    await held.promise;
    await route.abort("internetdisconnected");
  });
  await page.goto(at("flows"));
  await page.getByRole("button", menuOfExample).click();
  await context.setOffline(true);
  held.resolve();
  await page.unrouteAll({ behavior: "wait" });
  await context.setOffline(false);
  await expect(page.getByRole("menuitem", { name: "Duplicar" })).toBeVisible();
});

test("a page older than the server is loaded anew when a part of it is gone", async ({ page }) => {
  await page.route(/flow-menu/, (route) => route.fulfill({ status: 404 }));
  await page.route("/", (route) =>
    route.fulfill({ contentType: "text/html", body: '<script type="module" src="/assets/index-later.js"></script>' }),
  );
  const loadedTwice = new Promise<void>((resolve) => {
    let loads = 0;
    page.on("load", () => {
      if (++loads === 2) resolve();
    });
  });
  await page.goto(at("flows"));
  await loadedTwice;
  await page.unrouteAll();
  await page.getByRole("button", menuOfExample).click();
  await expect(page.getByRole("menuitem", { name: "Duplicar" })).toBeVisible();
});
