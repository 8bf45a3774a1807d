import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { randomId } from "./random-id.ts";

test("an id is made of letters and figures, as long as was asked for, and never the same", () => {
  expect(randomId()).toMatch(/^[0-9a-z]{32}$/);
  expect(randomId(7)).toMatch(/^[0-9a-z]{14}$/);
  expect(new Set(Array.from({ length: 1000 }, () => randomId())).size).toBe(1000);
});

/** Asks first whether the browser has it. */
const careful = join("features", "flow-editor", "document", "system-clipboard.ts");

test("nothing in the studio uses what browsers have on secure pages only", () => {
  const source = fileURLToPath(new URL("../..", import.meta.url));
  const used = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && file !== careful)
    .filter((file) => /crypto\.(randomUUID|subtle)\b|navigator\.clipboard\./.test(code(join(source, file))));
  expect(used).toEqual([]);
});

/** A file without its comments. */
const code = (file: string) => readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
