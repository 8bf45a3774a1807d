/**
 * Writes a new node type: `npm run gen node -- send-sticker`. It makes src/<name>/ with a definition, words in three languages
 * and first cases, and enters it in src/index.ts. What it writes works: change it from there.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  console.error("Give the node type a name in kebab-case, e.g. npm run gen node -- send-sticker");
  process.exit(1);
}
const source = fileURLToPath(new URL("../src/", import.meta.url));
if (existsSync(`${source}${name}`)) {
  console.error(`There is a node type "${name}" already.`);
  process.exit(1);
}
const constant = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const title = `${name[0]?.toUpperCase()}${name.slice(1).replaceAll("-", " ")}`;

mkdirSync(`${source}${name}`);
writeFileSync(`${source}${name}/index.ts`, definition());
writeFileSync(`${source}${name}/text.ts`, words());
writeFileSync(`${source}${name}/cases.json`, `${JSON.stringify(cases(), null, 2)}\n`);
register();
console.log(`packages/flow-nodes/src/${name}: change its settings, its run and its cases; then run npm run check.`);

function definition(): string {
  return `import { defineNode, send } from "@prosa/flow-schema";
import { z } from "zod";
import { pointersOf, readsOf } from "../texts.ts";
import { text } from "./text.ts";

const config = z.object({ text: z.string().max(4096).default("").meta({ field: "template" }) });

/** One sentence: what it does, for whom. */
export const ${constant} = defineNode<z.infer<typeof config>>({
  type: "${name}",
  version: 1,
  kinds: ["chatbot", "campaign"],
  config,
  initial: () => ({ text: "" }),
  ports: () => [
    { id: "next", kind: "main" },
    { id: "window-shut", kind: "system" },
  ],
  reads: (settings) => readsOf(settings.text),
  writes: () => [],
  localizable: (settings) => pointersOf({ "/text": settings.text }),
  idempotent: true,
  speaks: () => true,
  check: (settings) =>
    settings.text.trim() === ""
      ? [{ code: "missing-setting", severity: "error", field: "/text", params: {} }]
      : [],
  run: (run) => {
    if (!run.windowOpen) return { exit: "window-shut" };
    return { effects: send({ type: "text", text: run.text(run.config.text) }), exit: "next" };
  },
  ui: {
    icon: "message-square",
    category: "message",
    text,
    card: (settings) => [{ kind: "bubble", bubble: "text", text: settings.text }],
  },
});
`;
}

function words(): string {
  const language = (locale: string, label: string) => `  ${locale.includes("-") ? `"${locale}"` : locale}: {
    title: "${title}",
    description: "${title}",
    fields: { text: { label: "${label}" } },
    ports: portWords("${locale}", "next", "window-shut"),
  },
`;
  return `import type { Locale, NodeText } from "@prosa/flow-schema";
import { portWords } from "../port-words.ts";

export const text: Record<Locale, NodeText> = {
${language("pt-BR", "Texto")}${language("es", "Texto")}${language("en", "Text")}};
`;
}

function cases() {
  return [
    {
      title: "It says its text",
      config: { text: "Oi, {{contact.firstName}}" },
      expect: { says: ["Oi, Ana"], leaves: "next" },
    },
    {
      title: "With the window shut it leaves by that exit",
      start: "manual",
      config: { text: "Oi" },
      expect: { says: [], leaves: "window-shut" },
    },
  ];
}

/** Enters it after the last type of the list, with its import in alphabetical order. */
function register(): void {
  const file = `${source}index.ts`;
  const lines = readFileSync(file, "utf8").split("\n");
  const imports = lines.filter((line) => line.startsWith("import {") && line.includes("/index.ts"));
  const added = `import { ${constant} } from "./${name}/index.ts";`;
  const place = (line: string) => /"\.\/(.*)\/index\.ts"/.exec(line)?.[1] ?? "";
  const next = imports.find((line) => place(line) > name);
  lines.splice(next ? lines.indexOf(next) : lines.indexOf(imports.at(-1) ?? "") + 1, 0, added);
  lines.splice(lines.indexOf("];"), 0, `  ${constant},`);
  writeFileSync(file, lines.join("\n"));
}
