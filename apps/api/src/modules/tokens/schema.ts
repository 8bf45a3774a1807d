import { z } from "@hono/zod-openapi";

export const TokenInput = z
  .object({ name: z.string().trim().min(1).max(60).meta({ example: "n8n" }) })
  .openapi("TokenInput");

export const Token = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().meta({ description: "The first characters, to tell tokens apart", example: "prosa_x7Kd" }),
    accountId: z.uuid(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .openapi("Token");

export const NewToken = Token.extend({
  token: z.string().meta({ description: "The token itself. It is shown this once.", example: "prosa_x7Kd…" }),
}).openapi("NewToken");
