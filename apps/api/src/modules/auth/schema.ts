import { z } from "@hono/zod-openapi";
import { Email, NewPassword } from "../../platform/http/fields.ts";

export const SignIn = z.object({ email: Email, password: z.string().min(1).max(1000) }).openapi("SignIn");

export const PasswordChange = z
  .object({ current: z.string().min(1).max(1000), new: NewPassword })
  .openapi("PasswordChange");

export const Session = z
  .object({
    id: z.uuid(),
    current: z.boolean().meta({ description: "Whether it is the session that asks" }),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .openapi("Session");
