import { z } from "@hono/zod-openapi";

export const QueueInput = z
  .object({
    name: z.string().trim().min(1).max(60).meta({ example: "Suporte" }),
    color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, "must be a colour like #0e8a6d")
      .meta({ example: "#0e8a6d" }),
    isDefault: z
      .boolean()
      .optional()
      .meta({ description: "Where conversations go when a flow fails or names no queue." }),
  })
  .openapi("QueueInput");

export const QueueChanges = QueueInput.partial().openapi("QueueChanges");

export const Queue = z
  .object({ id: z.uuid(), name: z.string(), color: z.string(), isDefault: z.boolean(), createdAt: z.iso.datetime() })
  .openapi("Queue");

export type QueueInput = z.infer<typeof QueueInput>;
export type QueueChanges = z.infer<typeof QueueChanges>;
