/// <reference types="vite/client" />
import { checkCase, type FlowCase } from "@prosa/flow-engine";
import { type FormField, formFields, locales } from "@prosa/flow-schema";
import { describe, expect, it } from "vitest";
import { builtInNodes, builtInRegistry } from "./index.ts";
import { deepFreeze } from "./testing/deep-freeze.ts";

const caseFiles = import.meta.glob<FlowCase[]>("./*/cases.json", { eager: true, import: "default" });

describe.each(builtInNodes)("the node type $type", (definition) => {
  const cases = caseFiles[`./${definition.type}/cases.json`] ?? [];

  it("has cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(2);
  });

  it.each(cases)("$title", (given) => {
    expect(checkCase(given, { registry: builtInRegistry, type: definition.type, freeze: deepFreeze })).toEqual([]);
  });

  it.each(locales)("has words in %s for every field and every value", (locale) => {
    const text = definition.ui.text[locale];
    const fields = fieldsOf(formFields(definition));
    const selects = fields.filter(({ values }) => values);
    expect([text.title, text.description]).not.toContain("");
    expect(Object.keys(text.fields).sort()).toEqual(fields.map(({ path }) => path).sort());
    expect(selects.map(({ path }) => [path, Object.keys(text.options?.[path] ?? {}).sort()])).toEqual(
      selects.map(({ path, values }) => [path, values?.map(String).sort()]),
    );
  });

  it.each(locales)(
    "begins with a config its own schema accepts, with words for its exits and its card, in %s",
    (locale) => {
      let count = 0;
      const text = definition.ui.text[locale];
      const config = definition.initial({ newId: () => `id${count++}`, locale });
      expect(definition.config.parse(config)).toEqual(config);
      const ports = definition.ports(config);
      const ids = ports.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ports.filter(({ id, label }) => !(label ?? text.ports?.[id]))).toEqual([]);
      const rows = definition.ui.card(config);
      expect(rows.filter((row) => row.kind === "line" && row.key !== undefined && !text.lines?.[row.key])).toEqual([]);
      expect(rows.filter((row) => row.kind === "option" && !ids.includes(row.port))).toEqual([]);
    },
  );
});

/** Every field that a form shows words for; a file, and how long to wait for an answer, have one input for all their parts. */
function fieldsOf(fields: FormField[]): FormField[] {
  return fields.flatMap((field) =>
    field.field === "media" || (field.field === "duration" && field.name === "noAnswer")
      ? [field]
      : [field, ...fieldsOf(field.fields ?? [])],
  );
}
