import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { measureBuild } from "../apps/studio/scripts/bundle-budget.ts";

for (const { name, size, limit, files } of measureBuild(
  fileURLToPath(new URL("../apps/studio/dist", import.meta.url)),
)) {
  test(`the ${name} view starts within its budget`, () => {
    expect(size, `${Math.round(size / 1000)} kB of JavaScript, gzipped`).toBeLessThanOrEqual(limit);
  });

  test(`the ${name} view starts without monaco`, () => {
    expect(files.filter((file) => /monaco/i.test(file))).toEqual([]);
  });
}
