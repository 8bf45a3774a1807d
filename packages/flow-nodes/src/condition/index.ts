import {
  comparison,
  defineNode,
  type Issue,
  inOrder,
  keyed,
  type NodeRun,
  wordlessOperators,
} from "@prosa/flow-schema";
import { z } from "zod";
import { readsOf } from "../texts.ts";
import { text } from "./text.ts";

const branch = z.object({
  /** What people read beside the exit; empty: its first rule. */
  label: z.string().max(60).default(""),
  /** Whether all rules must hold (`and`) or one (`or`). */
  join: z.enum(["and", "or"]).default("and"),
  rules: keyed(comparison, 20).meta({ field: "comparisons", maxItems: 20 }),
});
type Branch = z.infer<typeof branch>;

const config = z.object({ branches: keyed(branch, 20) });
type Config = z.infer<typeof config>;

/** Parts the way: the first branch whose rules hold, else `else`. */
export const condition = defineNode<Config>({
  type: "condition",
  version: 1,
  kinds: ["chatbot", "campaign", "callbot"],
  config,
  initial: ({ newId }) => ({
    branches: {
      [newId()]: {
        label: "",
        join: "and",
        rules: { [newId()]: { left: "contact.name", operator: "is-not-empty", right: "", order: 1 } },
        order: 1,
      },
    },
  }),
  ports: ({ branches }) => [
    ...inOrder(branches).map((item) => ({ id: item.id, kind: "option" as const, label: labelOf(item) })),
    { id: "else", kind: "main" },
  ],
  reads: ({ branches }) => {
    const rules = Object.values(branches).flatMap(({ rules: items }) => Object.values(items));
    return [...new Set([...rules.map(({ left }) => left), ...readsOf(...rules.map(({ right }) => right))])];
  },
  writes: () => [],
  localizable: () => [],
  idempotent: true,
  check: ({ branches }) => {
    const items = inOrder(branches);
    if (items.length === 0) return [missing("/branches")];
    return items.flatMap(({ id, rules }) => {
      const field = `/branches/${id}/rules`;
      if (Object.keys(rules).length === 0) return [missing(field)];
      return inOrder(rules)
        .filter(({ operator, right }) => right === "" && !wordlessOperators.includes(operator))
        .map((rule) => missing(`${field}/${rule.id}/right`));
    });
  },
  run: (run) => ({ exit: inOrder(run.config.branches).find((item) => holds(run, item))?.id ?? "else" }),
  ui: {
    icon: "split",
    category: "logic",
    text,
    card: ({ branches }) => inOrder(branches).map((item) => ({ kind: "option", port: item.id, text: labelOf(item) })),
  },
});

/** A branch without rules never holds. */
function holds(run: NodeRun<Config>, { join, rules }: Branch): boolean {
  const items = inOrder(rules);
  if (items.length === 0) return false;
  return join === "and" ? items.every((rule) => run.check(rule)) : items.some((rule) => run.check(rule));
}

function labelOf({ label, rules }: Branch): string {
  const [first] = inOrder(rules);
  if (label !== "" || !first) return label;
  return `{{${first.left}}} ${signs[first.operator] ?? first.operator} ${first.right}`.trim();
}

/** Signs anyone reads, whatever the language. */
const signs: Record<string, string> = {
  is: "=",
  "is-not": "≠",
  contains: "∋",
  "does-not-contain": "∌",
  greater: ">",
  "greater-or-equal": "≥",
  less: "<",
  "less-or-equal": "≤",
  before: "<",
  after: ">",
  "is-empty": "= ∅",
  "is-not-empty": "≠ ∅",
  "is-yes": "= ✓",
  "is-no": "= ✗",
  "has-tag": "∋",
  "has-not-tag": "∌",
  "starts-with": "^=",
  "ends-with": "$=",
};

const missing = (field: string): Omit<Issue, "node"> => ({
  code: "missing-setting",
  severity: "error",
  field,
  params: {},
});
