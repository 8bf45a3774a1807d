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

/** One comparison: data, not code. `left` is a variable (`idade`, `contact.name`), `right` a text template. */
export const comparison = z.object({
  left: z.string().min(1).max(200).meta({ field: "variable" }),
  operator: z.enum(operators),
  right: z.string().max(1000).default("").meta({ field: "template-line" }),
});
export type Comparison = z.infer<typeof comparison>;
