import { z } from "@hono/zod-openapi";
import { roles } from "../../platform/auth/principal.ts";
import { Email, NewPassword, PersonName } from "../../platform/http/fields.ts";

const Role = z.enum(roles);

export const Member = z
  .object({ accountId: z.uuid(), name: z.string(), email: z.string(), role: Role, createdAt: z.iso.datetime() })
  .openapi("Member");

export const NewMemberInput = z
  .object({
    email: Email,
    name: PersonName,
    role: Role,
    password: NewPassword.optional().meta({ description: "Without it, a one-time password is made" }),
  })
  .openapi("NewMemberInput");

export const NewMemberResult = Member.extend({
  oneTimePassword: z.string().optional().meta({
    description: "For the new person, shown this once. Absent when there was an account with this email already.",
  }),
}).openapi("NewMemberResult");

export const RoleChange = z.object({ role: Role }).openapi("RoleChange");
export const OneTimePassword = z.object({ oneTimePassword: z.string() }).openapi("OneTimePassword");
export type NewMemberInput = z.infer<typeof NewMemberInput>;
