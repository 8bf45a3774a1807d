import { z } from "zod";

const maps = ["nodes", "edges", "notes", "variables", "settings", "translations"];

/**
 * One key of a flow document, set or removed. Paths name the smallest thing two people may edit apart:
 * `["nodes", id]` (whole node: add or remove), `["nodes", id, "at" | "label"]`, `["nodes", id, "config", field]`,
 * `["nodes", id, "config", field, item]` (one item of a keyed list),
 * `["edges", id]`, `["notes", id]`, `["variables", name]`, `["settings", field]`, `["translations", language, key]`.
 */
export const documentChange = z.object({
  path: z
    .array(z.string().regex(/^(?!__proto__$)[\s\S]{1,300}$/))
    .min(2)
    .max(5)
    .refine(([map = ""]) => maps.includes(map), { error: `a path begins with one of ${maps.join(", ")}` }),
  /** Absent: the key is removed. */
  value: z.json().optional(),
});
export type DocumentChange = z.infer<typeof documentChange>;
