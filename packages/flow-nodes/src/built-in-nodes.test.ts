/// <reference types="vite/client" />
import { checkCase, type FlowCase } from "@prosa/flow-engine";
import { type FormField, formFields, locales } from "@prosa/flow-schema";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "./deep-freeze.ts";
import { builtInNodes, builtInRegistry } from "./index.ts";

const caseFiles = import.meta.glob<FlowCase[]>("./*/cases.json", { eager: true, import: "default" });

describe.each(builtInNodes)("the node type $type", (definition) => {
  const cases = caseFiles[`./${definition.type}/cases.json`] ?? [];

  it("has cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(2);
  });

  it.each(cases)("$title", (given) => {
    expect(checkCase(given, { registry: builtInRegistry, type: definition.type, freeze: deepFreeze })).toEqual([]);
  });

  it.each(locales)("has words in %s for every field, value, exit and line", (locale) => {
    const text = definition.ui.text[locale];
    const paths = pathsOf(formFields(definition));
    expect(Object.keys(text.fields).sort()).toEqual(paths.map(({ path }) => path).sort());
    for (const { path, values } of paths) {
      if (values) expect(Object.keys(text.options?.[path] ?? {}).sort(), path).toEqual(values.map(String).sort());
    }
    expect(text.title).not.toBe("");
    expect(text.description).not.toBe("");
  });

  it.each(locales)("begins with a config of its own that its schema accepts, in %s", (locale) => {
    let count = 0;
    const config = definition.initial({ newId: () => `id${count++}`, locale });
    const parsed = definition.config.safeParse(config);
    expect(parsed.error).toBeUndefined();
    expect(parsed.data).toEqual(config);
    const ports = definition.ports(config);
    expect(new Set(ports.map(({ id }) => id)).size).toBe(ports.length);
    for (const { id, label } of ports) expect(label ?? definition.ui.text[locale].ports?.[id], id).toBeTruthy();
    for (const row of definition.ui.card(config)) {
      if (row.kind === "line" && row.key) expect(definition.ui.text[locale].lines?.[row.key], row.key).toBeTruthy();
      if (row.kind === "option") expect(ports.map(({ id }) => id)).toContain(row.port);
    }
  });
});

/** Paths of every field that a form shows words for; the amount and unit of a duration have an input of their own. */
function pathsOf(fields: FormField[]): FormField[] {
  return fields.flatMap((field) =>
    field.field === "media" || (field.field === "duration" && field.name === "noAnswer")
      ? [field]
      : [field, ...pathsOf(field.fields ?? [])],
  );
}
