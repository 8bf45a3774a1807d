import { expect, test } from "vitest";
import { describeBrowser } from "./describe-browser.ts";

test("tells browsers apart that name each other", () => {
  const chrome =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36";
  expect(describeBrowser(chrome)).toEqual({ browser: "Chrome", system: "Linux", mobile: false });
  expect(describeBrowser(`${chrome} Edg/148.0.0.0`).browser).toBe("Edge");
});

test("knows phones", () => {
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1";
  expect(describeBrowser(iphone)).toEqual({ browser: "Safari", system: "iOS", mobile: true });
});

test("admits what it does not know", () => {
  expect(describeBrowser("")).toEqual({ browser: null, system: null, mobile: false });
});
