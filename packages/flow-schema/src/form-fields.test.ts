import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import * as zod from "zod";
import { formFields } from "./form-fields.ts";

/** The package's CommonJS build is a copy of zod of its own, as a third party's bundle would bring. */
const otherZod = createRequire(import.meta.url)("zod") as typeof zod;

describe.each([
  ["our zod", zod.z],
  ["another copy of zod", otherZod.z],
])("with %s a form", (_, z) => {
  const config = z.object({
    text: z.string().min(1).max(100).meta({ field: "template" }),
    amount: z.number().int().min(0).max(10).default(2),
    share: z.number().nullable().optional(),
    active: z.boolean().default(false),
    mode: z.enum(["a", "b"]).default("a"),
    detail: z
      .string()
      .default("")
      .meta({ when: { name: "mode", is: ["b"] } }),
    pair: z.object({ left: z.string(), right: z.string() }).refine(({ left, right }) => left !== right),
    items: z.record(z.string(), z.object({ title: z.string(), order: z.number() })).meta({ maxItems: 5 }),
    tags: z.array(z.string()).max(3),
    shape: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("circle"), radius: z.number() }),
      z.object({ kind: z.literal("square"), side: z.number() }),
    ]),
    names: z.record(z.string(), z.string()),
    odd: z.array(z.object({ x: z.number() })),
  });

  it("follows the schema", () => {
    expect(formFields({ config })).toEqual([
      {
        kind: "text",
        name: "text",
        path: "text",
        required: true,
        nullable: false,
        min: 1,
        max: 100,
        field: "template",
      },
      {
        kind: "number",
        name: "amount",
        path: "amount",
        required: false,
        nullable: false,
        min: 0,
        max: 10,
        integer: true,
        default: 2,
      },
      { kind: "number", name: "share", path: "share", required: false, nullable: true },
      { kind: "switch", name: "active", path: "active", required: false, nullable: false, default: false },
      {
        kind: "select",
        name: "mode",
        path: "mode",
        required: false,
        nullable: false,
        values: ["a", "b"],
        default: "a",
      },
      {
        kind: "text",
        name: "detail",
        path: "detail",
        required: false,
        nullable: false,
        default: "",
        when: { name: "mode", is: ["b"] },
      },
      {
        kind: "group",
        name: "pair",
        path: "pair",
        required: true,
        nullable: false,
        fields: [
          { kind: "text", name: "left", path: "pair.left", required: true, nullable: false },
          { kind: "text", name: "right", path: "pair.right", required: true, nullable: false },
        ],
      },
      {
        kind: "list",
        name: "items",
        path: "items",
        required: true,
        nullable: false,
        max: 5,
        fields: [{ kind: "text", name: "title", path: "items.title", required: true, nullable: false }],
      },
      { kind: "strings", name: "tags", path: "tags", required: true, nullable: false, max: 3 },
      {
        kind: "variants",
        name: "shape",
        path: "shape",
        required: true,
        nullable: false,
        discriminator: "kind",
        variants: [
          {
            value: "circle",
            fields: [{ kind: "number", name: "radius", path: "shape.radius", required: true, nullable: false }],
          },
          {
            value: "square",
            fields: [{ kind: "number", name: "side", path: "shape.side", required: true, nullable: false }],
          },
        ],
      },
      { kind: "map", name: "names", path: "names", required: true, nullable: false },
      { kind: "json", name: "odd", path: "odd", required: true, nullable: false },
    ]);
  });

  it("is plain data", () => {
    const fields = formFields({ config });
    expect(JSON.parse(JSON.stringify(fields))).toEqual(fields);
  });
});

it("the two copies of zod are two", () => {
  expect(otherZod.z.ZodObject).not.toBe(zod.z.ZodObject);
});
