/**
 * Writes the tables of node types in docs/node-types.md between its marks, from the definitions themselves:
 * `node packages/flow-nodes/scripts/node-tables.ts`; with `--check` it only says whether they are up to date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type FormField, formFields, type NodeDefinition, type Port } from "@prosa/flow-schema";
import { builtInNodes } from "../src/index.ts";

const file = fileURLToPath(new URL("../../../docs/node-types.md", import.meta.url));
const [begin, end] = ["<!-- node types: begin -->", "<!-- node types: end -->"];
const before = readFileSync(file, "utf8");
const [head = "", rest = ""] = before.split(begin);
const after = `${head}${begin}\n\n${builtInNodes.map(section).join("\n")}\n${end}${rest.split(end)[1] ?? ""}`;

if (process.argv.includes("--check")) {
  // The formatter lines tables up, which changes nothing of what they say.
  const plain = (text: string) =>
    text
      .replace(/ +/g, " ")
      .replace(/-{3,}/g, "---")
      .replace(/\| ?(---) ?(?=\|)/g, "| $1 ");
  if (plain(after) === plain(before)) process.exit(0);
  console.error("docs/node-types.md is out of date: run node packages/flow-nodes/scripts/node-tables.ts");
  process.exit(1);
}
writeFileSync(file, after);

function section(definition: NodeDefinition): string {
  const { title, description } = definition.ui.text.en;
  let count = 0;
  const config = definition.initial({ newId: () => (count++ === 0 ? "(option)" : `(option ${count})`), locale: "en" });
  const ports = definition.ports(config).filter(({ id }) => !/^\(option \d/.test(id));
  return [
    `### \`${definition.type}\`: ${title}`,
    "",
    `${description}. Category ${definition.ui.category}; flows of kind ${definition.kinds.join(", ")}; version ${definition.version}.`,
    "",
    "| setting | kind | about |",
    "|---|---|---|",
    ...rows(formFields(definition), definition),
    "",
    ports.length === 0 ? "No exits." : `Exits of a new one: ${ports.map(exit).join(", ")}.`,
    "",
  ].join("\n");
}

function rows(fields: FormField[], definition: NodeDefinition): string[] {
  return fields.flatMap((field) => [
    `| \`${field.path}\` | ${kindOf(field)} | ${aboutOf(field, definition)} |`,
    ...(field.field === "media" || field.field === "duration" ? [] : rows(field.fields ?? [], definition)),
  ]);
}

function kindOf({ kind, field, values, min, max, integer, nullable }: FormField): string {
  const range = [min === undefined ? "" : `from ${min}`, max === undefined ? "" : `to ${max}`]
    .filter(Boolean)
    .join(" ");
  const unit = kind === "text" && range !== "" ? " characters" : kind === "list" && range !== "" ? " items" : "";
  const name = kind === "number" && integer ? "whole number" : kind === "list" ? "keyed list" : kind;
  const parts = [field ?? name, range === "" ? "" : `${range}${unit}`, nullable ? "or null" : ""].filter(Boolean);
  return values ? `one of ${values.map((value) => `\`${value === "" ? '""' : value}\``).join(" ")}` : parts.join(", ");
}

function aboutOf(field: FormField, definition: NodeDefinition): string {
  const { label, hint } = definition.ui.text.en.fields[field.path] ?? { label: field.name };
  const initial = field.default === undefined ? "" : ` Default \`${JSON.stringify(field.default)}\`.`;
  const when = field.when
    ? ` Where \`${field.when.name}\` is ${field.when.is.map((value) => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``).join(" or ")}.`
    : "";
  return `${label}.${hint ? ` ${hint}` : ""}${initial}${when}`.replaceAll("|", "\\|");
}

function exit({ id, kind, after }: Port): string {
  const when = after === "reply" ? ", after a reply" : typeof after === "number" ? ", after a time" : "";
  return `\`${id}\` (${kind}${when})`;
}
