import { z } from "@hono/zod-openapi";

export const SecretName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, "must begin with a letter and have letters, digits and _ only, at most 60")
  .meta({ example: "crm_key" });

export const Secret = z
  .object({ name: z.string(), updatedAt: z.iso.datetime(), updatedBy: z.uuid().nullable() })
  .openapi("Secret");

export const SecretValue = z.object({ value: z.string().min(1).max(10_000) }).openapi("SecretValue");
