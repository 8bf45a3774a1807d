import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL("../..", import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".tsx") && !/\.(test|stories)\.tsx$|(^|\/)(testing|fixtures)\//.test(file),
);

/** Attributes that a person reads or hears. */
const spoken = "aria-label|aria-description|alt|title|placeholder|label|description|hint|text|confirmLabel|closeLabel";

/** Names that are the same in every language. */
const names = /^(Prosa|JSON|WhatsApp|API|HTTP|URL|ID|GET|POST|PUT|PATCH|DELETE|crm_token)$/;

test("finds words where there are some, and only there", () => {
  expect(findWords("<p>Salvar tudo</p>")).toEqual(["Salvar tudo"]);
  expect(findWords('<Field label="Nome completo" />')).toEqual(["Nome completo"]);
  expect(findWords('<p>{t("save")}</p> <b>·</b> <Kbd>/</Kbd>')).toEqual([]);
  expect(findWords("const a = (b: Map<string, number>): Promise<void> => list.filter((x) => x > 1 && y < 2);")).toEqual(
    [],
  );
});

for (const file of files)
  test(`${file} says nothing but by its texts`, () => {
    expect(findWords(readFileSync(join(source, file), "utf8"))).toEqual([]);
  });

/** Words between tags and in spoken attributes. A small reader, not a parser: it looks at lines the formatter has put in order. */
function findWords(code: string): string[] {
  const bare = code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
  const between = [
    ...bare.matchAll(/(?:<[A-Za-z][\w.]*(?:\s[^<>]*)?|\/[A-Za-z][\w.]*|<|"|\}|\/)>([^<>{}()=;]+)<\/?[A-Za-z>]/g),
  ].map(([, text]) => text ?? "");
  const attributes = [...bare.matchAll(new RegExp(`\\s(?:${spoken})="([^"]+)"`, "g"))].map(([, text]) => text ?? "");
  return [...between, ...attributes]
    .map((text) => text.replace(/\s+/g, " ").trim())
    .filter((text) => /\p{L}{2,}/u.test(text) && !names.test(text) && !/^,\s*\w+\??:\s/.test(text));
}
