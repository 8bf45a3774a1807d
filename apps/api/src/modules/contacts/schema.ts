import { z } from "@hono/zod-openapi";
import type { Value } from "@prosa/flow-schema";

const Fields = z
  .custom<Record<string, Value>>((value) => typeof value === "object" && value !== null && !Array.isArray(value))
  .openapi({ type: "object", additionalProperties: true, description: "Variables of scope `contact`" });

export const Contact = z
  .object({
    id: z.uuid(),
    name: z.string().nullable(),
    phone: z.string().nullable().meta({ description: "Digits, with country code, without plus sign" }),
    email: z.string().nullable(),
    language: z.string().nullable(),
    tags: z.array(z.string()),
    fields: Fields,
    identities: z.array(z.object({ channel: z.string(), address: z.string() })),
    createdAt: z.iso.datetime(),
  })
  .openapi("Contact");
export const ContactList = z
  .object({ items: z.array(Contact), nextCursor: z.string().nullable() })
  .openapi("ContactList");
export const ContactQuery = z.object({
  search: z.string().max(120).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
const Tags = z.array(z.string().trim().min(1).max(60)).max(100).optional();
export const ContactChanges = z
  .object({
    name: z.string().trim().min(1).max(120).nullable().optional(),
    email: z.email().max(254).nullable().optional(),
    language: z.string().max(20).nullable().optional(),
    tags: Tags.meta({ description: "All there are from now on" }),
    addTags: Tags.meta({ description: "Added to those there are, whoever else changes them meanwhile" }),
    removeTags: Tags.meta({ description: "Taken from those there are" }),
    fields: Fields.optional().meta({ description: "Those given are set; the others stay." }),
  })
  .refine(({ tags, addTags, removeTags }) => !tags || (!addTags && !removeTags), {
    path: ["tags"],
    error: "Give all tags, or those to add and to remove; not both.",
  })
  .openapi("ContactChanges");
