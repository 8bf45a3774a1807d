import { z } from "@hono/zod-openapi";

const Parameters = z.array(
  z.object({
    component: z.enum(["header", "body", "button"]),
    index: z.int().optional(),
    kind: z.enum(["text", "image", "video", "document", "payload", "coupon_code", "url"]),
    label: z.string().optional().meta({ description: "What stands on the button" }),
    name: z.string().optional(),
  }),
);
const Components = z.array(z.unknown());

export const ProviderTemplate = z
  .object({
    name: z.string(),
    language: z.string(),
    category: z.string().optional(),
    status: z.string().meta({ description: "The provider's word, e.g. APPROVED" }),
    body: z.string().meta({ description: "The body as written, for previews" }),
    parameters: Parameters.meta({
      description: "The values a message of it takes, in order; the payload of a quick reply may be left out",
    }),
  })
  .openapi("ProviderTemplate");

const Template = ProviderTemplate.extend({
  category: z.string(),
  components: Components,
  parameterCount: z.int(),
}).openapi("Template");
export const TemplateList = z.object({ items: z.array(Template), nextCursor: z.null() }).openapi("TemplateList");
