import { z } from "@hono/zod-openapi";

const Named = z.object({ id: z.uuid(), name: z.string() });
const Name = z.string().trim().min(1, "must not be empty").max(80).meta({ example: "Loja no WhatsApp" });
const Texts = z.record(z.string().max(60), z.string().max(4000));

export const Connection = z
  .object({
    id: z.uuid(),
    name: z.string(),
    channel: z.string().meta({ example: "whatsapp" }),
    isStandin: z.boolean().meta({ description: "Speaks to the stand-in of this server instead of the provider" }),
    status: z.enum(["ok", "attention", "off"]),
    statusDetail: z.string().nullable(),
    phone: z.string().nullable(),
    settings: Texts,
    hasSecrets: z.record(z.string(), z.boolean()),
    webhook: z
      .object({ url: z.string(), verifyToken: z.string() })
      .nullable()
      .meta({ description: "What the provider is given; only admins see it" }),
    flows: z.array(Named),
    isDefault: z.boolean(),
  })
  .openapi("Connection");

export const ConnectionList = z.object({ items: z.array(Connection), nextCursor: z.null() }).openapi("ConnectionList");

export const ConnectionInput = z
  .object({
    name: Name,
    channel: z.literal("whatsapp"),
    settings: Texts.meta({ example: { phoneNumberId: "106540352242922", businessAccountId: "102290129340398" } }),
    secrets: Texts.meta({ example: { token: "EAAG…", appSecret: "…", verifyToken: "…" } }),
  })
  .openapi("ConnectionInput");

export const StandinInput = z.object({ name: Name.optional() }).openapi("StandinConnectionInput");

export const ConnectionChanges = z
  .object({
    name: Name.optional(),
    settings: Texts.optional(),
    secrets: Texts.optional().meta({ description: "Those given are replaced; the others stay." }),
    status: z
      .enum(["ok", "off"])
      .optional()
      .meta({ description: "off: nothing is sent. ok: sending starts again, also after trouble was mended." }),
    isDefault: z.literal(true).optional(),
  })
  .openapi("ConnectionChanges");

export const FlowIds = z.object({ flowIds: z.array(z.uuid()).max(100) }).openapi("ConnectionFlows");
export const CheckResult = z.object({ ok: z.boolean(), detail: z.string() }).openapi("ConnectionCheck");
