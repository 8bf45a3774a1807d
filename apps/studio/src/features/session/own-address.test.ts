import { expect, test } from "vitest";
import { isOwnAddress } from "./own-address.ts";

test("goes back to the studio's own pages", () => {
  expect(isOwnAddress("/w/padaria/conversations?search=ana")).toBe(true);
});

test("never leaves the site", () => {
  for (const address of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/w/",
    "/w/\\evil",
    "javascript:alert(1)",
    7,
  ])
    expect(isOwnAddress(address)).toBe(false);
});
