import { type Html, html, join, raw } from "./html.ts";
import type { OpenApi, Schema } from "./openapi-types.ts";

/** How deep a shape is written out before only its name is given. */
const deepest = 4;

/** A schema as a nested list of fields. */
export function schemaView(document: OpenApi, schema: Schema, depth = 0): Html {
  const own = resolve(document, schema);
  if (own.allOf) return join(own.allOf.map((part) => schemaView(document, part, depth)));
  if (own.items && fieldsOf(document, own.items)) return schemaView(document, own.items, depth);
  if (!own.properties || depth >= deepest) return html``;
  return html`<dl class="fields">${join(
    Object.entries(own.properties).map(
      ([name, field]) =>
        html`<div><dt><code>${name}</code> <span class="type">${typeName(document, field)}</span>${
          own.required?.includes(name) ? raw("") : html` <span class="optional">optional</span>`
        }</dt><dd>${resolve(document, field).description ?? ""}${schemaView(document, field, depth + 1)}</dd></div>`,
    ),
  )}</dl>`;
}

/** What a value is, in a few words. */
export function typeName(document: OpenApi, schema: Schema): string {
  const own = resolve(document, schema);
  const options = own.anyOf ?? own.oneOf;
  if (own.const !== undefined) return JSON.stringify(own.const);
  if (own.enum) return own.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (options) return Array.from(new Set(options.map((option) => typeName(document, option)))).join(" | ");
  if (own.items) return `list of ${typeName(document, own.items)}`;
  const type = Array.isArray(own.type) ? own.type.join(" | ") : (own.type ?? "any");
  return own.format ? `${type} (${own.format})` : type;
}

/** An example of a value, from what the schema says. */
export function exampleOf(document: OpenApi, schema: Schema, depth = 0): unknown {
  const own = resolve(document, schema);
  const given = own.example ?? own.examples?.[0] ?? own.default ?? own.const ?? own.enum?.[0];
  if (given !== undefined) return given;
  if (own.allOf) return Object.assign({}, ...own.allOf.map((part) => exampleOf(document, part, depth)));
  const first = (own.anyOf ?? own.oneOf)?.[0];
  if (first) return exampleOf(document, first, depth);
  if (own.items) return depth >= deepest ? [] : [exampleOf(document, own.items, depth + 1)];
  if (own.properties && depth < deepest) {
    const shown = Object.entries(own.properties).filter(([name]) => own.required?.includes(name));
    return Object.fromEntries(shown.map(([name, field]) => [name, exampleOf(document, field, depth + 1)]));
  }
  return byType[(Array.isArray(own.type) ? own.type[0] : own.type) ?? "object"] ?? {};
}

const byType: Record<string, unknown> = { string: "…", integer: 1, number: 1, boolean: true, array: [], null: null };

function fieldsOf(document: OpenApi, schema: Schema): boolean {
  return resolve(document, schema).properties !== undefined;
}

function resolve(document: OpenApi, schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : { ...((document.components?.schemas?.[name] ?? {}) as Schema), ...schema };
}
