import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** What would make a turn depend on the host it runs on; the linter bans some of it, this reads the rest. */
const banned: Array<[what: string, pattern: RegExp]> = [
  ["the host's clock: the time comes from the event", /\bnew Date\(\)|\bDate\.now\b|\bDate\(\)|\bperformance\./],
  [
    "the host's calendar: use locale/calendar.ts and locale/time-zone.ts",
    /\bnew Date\b|\bDate\.(parse|UTC)\b|\.get(UTC)?(FullYear|Month|Date|Day|Hours|Minutes)\(/,
  ],
  ["the host's languages: use the data in locale/", /\bIntl\.|\.toLocale\w*\(|\.localeCompare\(/],
  ["chance: it comes from the event", /\bMath\.random\b|\bcrypto\./],
  ["the network and timers: return an effect", /\bfetch\(|\bsetTimeout\(|\bsetInterval\(|\bqueueMicrotask\(/],
  ["patterns made at run time: a text may hold one that never ends", /\bnew RegExp\b|\bRegExp\(/],
  ["code made at run time", /\beval\(|\bnew Function\b/],
];

const packages = ["flow-schema", "flow-engine", "flow-nodes"];

describe.each(packages)("the sources of %s", (name) => {
  const root = new URL(`../../${name}/src/`, import.meta.url);
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("testing/"))
    .map((file) => ({ file, code: withoutComments(readFileSync(new URL(file, root), "utf8")) }));

  it.each(banned)("do without %s", (_, pattern) => {
    expect(sources.length).toBeGreaterThan(2);
    expect(sources.filter(({ code }) => pattern.test(code)).map(({ file }) => file)).toEqual([]);
  });
});

const withoutComments = (code: string) => code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
