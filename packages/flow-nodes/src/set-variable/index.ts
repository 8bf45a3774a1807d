import {
  coerceValue,
  defineNode,
  inOrder,
  keyed,
  type NodeRun,
  textNumber,
  type Value,
  type VariableType,
} from "@prosa/flow-schema";
import { z } from "zod";
import { givenValue } from "../given-value.ts";
import { readsOf } from "../texts.ts";
import { text } from "./text.ts";

const operations = ["set", "add", "subtract", "append", "clear"] as const;

const assignment = z.object({
  variable: z.string().max(64).default("").meta({ field: "variable-target" }),
  operation: z.enum(operations).default("set"),
  value: z
    .string()
    .max(8000)
    .default("")
    .meta({ field: "template", when: { name: "operation", is: ["set", "add", "subtract", "append"] } }),
});
type Assignment = z.infer<typeof assignment>;

const config = z.object({ assignments: keyed(assignment, 30) });
type Config = z.infer<typeof config>;

/** Keeps values: sets them, counts, adds to lists, clears. One after the other, each seeing those before it. */
export const setVariable = defineNode<Config>({
  type: "set-variable",
  version: 1,
  kinds: ["chatbot", "campaign", "callbot"],
  config,
  initial: ({ newId }) => ({ assignments: { [newId()]: { variable: "", operation: "set", value: "", order: 1 } } }),
  ports: () => [{ id: "next", kind: "main" }],
  reads: ({ assignments }) => readsOf(...Object.values(assignments).map(({ value }) => value)),
  writes: ({ assignments }) => inOrder(assignments).flatMap(({ variable }) => (variable === "" ? [] : [variable])),
  writeTypes: ({ assignments }) => {
    const sums = Object.values(assignments).filter(({ operation }) => operation === "add" || operation === "subtract");
    return Object.fromEntries(sums.map(({ variable }) => [variable, "number"]));
  },
  localizable: () => [],
  idempotent: true,
  check: ({ assignments }) => {
    const items = inOrder(assignments);
    if (items.length === 0) return [{ code: "missing-setting", severity: "error", field: "/assignments", params: {} }];
    return items
      .filter(({ variable }) => variable === "")
      .map(({ id }) => ({
        code: "missing-setting",
        severity: "error",
        field: `/assignments/${id}/variable`,
        params: {},
      }));
  },
  run: (run) => {
    const set: Record<string, Value> = {};
    for (const item of inOrder(run.config.assignments)) {
      if (item.variable === "") continue;
      const type = run.typeOf(item.variable);
      const value = assigned(run, item, { set, type });
      set[item.variable] = type ? coerceValue(value, type, run) : value;
    }
    return { set, exit: "next" };
  },
  ui: {
    icon: "braces",
    category: "action",
    text,
    card: ({ assignments }) =>
      inOrder(assignments).map(({ variable, operation, value }) => ({
        kind: "line",
        key: operation,
        params: { variable: `{{${variable}}}`, value },
      })),
  },
});

type Before = { set: Record<string, Value>; type: VariableType | undefined };

function assigned(run: NodeRun<Config>, { variable, operation, value }: Assignment, { set, type }: Before): Value {
  if (operation === "clear") return null;
  if (operation === "set") return givenValue(run, value, { type, set });
  const now = Object.hasOwn(set, variable) ? (set[variable] ?? null) : (run.read(variable) ?? null);
  if (operation === "append") return appended(now, givenValue(run, value, { set }), type);
  const given = numberOf(givenValue(run, value, { type: "number", set }), run);
  const sum = numberOf(now, run) + (operation === "add" ? 1 : -1) * given;
  // Sums of decimals as people expect them: 0.1 + 0.2 is 0.3.
  return Number(sum.toPrecision(15));
}

/** What is not there appends nothing. */
function appended(now: Value, given: Value, type: VariableType | undefined): Value {
  if (given === null) return now;
  if (Array.isArray(now)) return [...now, given];
  if (type === "list") return now === null ? [given] : [now, given];
  return `${typeof now === "string" || typeof now === "number" ? now : ""}${typeof given === "string" ? given : JSON.stringify(given)}`;
}

function numberOf(value: Value, { locale }: NodeRun<Config>): number {
  if (typeof value === "number") return value;
  return typeof value === "string" ? (textNumber(value, locale) ?? 0) : 0;
}
