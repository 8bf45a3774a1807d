import { z } from "zod";

/** How two values are compared. Texts compare without regard to case and accents. */
export const operators = [
  "is",
  "is-not",
  "contains",
  "does-not-contain",
  "starts-with",
  "ends-with",
  "greater",
  "greater-or-equal",
  "less",
  "less-or-equal",
  "is-empty",
  "is-not-empty",
  "is-yes",
  "is-no",
  "before",
  "after",
  "has-tag",
  "has-not-tag",
] as const;
export type Operator = (typeof operators)[number];

/** Those that look at one value alone, without a right side. */
export const wordlessOperators: readonly Operator[] = ["is-empty", "is-not-empty", "is-yes", "is-no"];

/** One comparison: data, not code. `left` is a variable (`idade`, `contact.name`), `right` a text template. */
export const comparison = z.object({
  left: z.string().min(1).max(200).meta({ field: "variable" }),
  operator: z.enum(operators),
  right: z
    .string()
    .max(1000)
    .default("")
    .meta({
      field: "template-line",
      when: { name: "operator", is: operators.filter((operator) => !wordlessOperators.includes(operator)) },
    }),
});
export type Comparison = z.infer<typeof comparison>;
