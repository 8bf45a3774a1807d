import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { languages } from "./languages.ts";

const folder = fileURLToPath(new URL("../../locales", import.meta.url));
const namespaces = readdirSync(`${folder}/en`).map((file) => file.replace(".json", ""));

type Texts = { [key: string]: string | Texts };
const read = (language: string, namespace: string) =>
  JSON.parse(readFileSync(`${folder}/${language}/${namespace}.json`, "utf8")) as Texts;

function flatten(texts: Texts, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === "string" ? [[`${prefix}${key}`, value]] : Object.entries(flatten(value, `${prefix}${key}.`)),
    ),
  );
}

const plural = /_(zero|one|two|few|many|other)$/;
const holes = (text: string) => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? "").sort();

test("every language has the same files", () => {
  for (const language of languages)
    expect(readdirSync(`${folder}/${language}`).sort()).toEqual(namespaces.map((name) => `${name}.json`).sort());
});

for (const namespace of namespaces) {
  const english = flatten(read("en", namespace));
  const keys = [...new Set(Object.keys(english).map((key) => key.replace(plural, "")))].sort();

  for (const language of languages) {
    const texts = flatten(read(language, namespace));

    test(`${language}/${namespace} has the same keys as English`, () => {
      expect([...new Set(Object.keys(texts).map((key) => key.replace(plural, "")))].sort()).toEqual(keys);
    });

    test(`${language}/${namespace} leaves nothing empty and fills the same holes`, () => {
      const wrong = Object.entries(texts).filter(([key, text]) => {
        const original = english[key] ?? english[key.replace(plural, "_other")] ?? "";
        // A singular may say "one" in words.
        return text.trim() === "" || (!/_(one|zero)$/.test(key) && holes(text).join() !== holes(original).join());
      });
      expect(wrong).toEqual([]);
    });

    test(`${language}/${namespace} has each plural that the language distinguishes`, () => {
      const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const counted = new Set(
        Object.keys(texts)
          .filter((key) => plural.test(key))
          .map((key) => key.replace(plural, "")),
      );
      const missing = [...counted]
        .flatMap((key) => wanted.map((category) => `${key}_${category}`))
        .filter((key) => !(key in texts));
      expect(missing).toEqual([]);
    });
  }
}
