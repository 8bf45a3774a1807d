import { z } from "@hono/zod-openapi";
import { roles } from "../../platform/auth/principal.ts";
import { Locale, PersonName, TimeZone } from "../../platform/http/fields.ts";

const Theme = z.enum(["system", "light", "dark"]);

export const Account = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    locale: Locale,
    timeZone: z.string(),
    theme: Theme,
    serverAdmin: z.boolean().meta({ description: "May create workspaces" }),
    passwordExpired: z.boolean().meta({ description: "Must choose a password of one's own before anything else" }),
  })
  .openapi("Account");

const MyWorkspace = z
  .object({
    id: z.uuid(),
    slug: z.string().meta({ example: "padaria-do-sol" }),
    name: z.string(),
    locale: Locale,
    timeZone: z.string(),
    createdAt: z.iso.datetime(),
    role: z.enum(roles),
  })
  .openapi("MyWorkspace");

export const Me = z
  .object({
    account: Account,
    workspaces: z.array(MyWorkspace).meta({ description: "Of a token: the only workspace it opens" }),
    via: z.enum(["session", "token"]),
  })
  .openapi("Me");

export const ProfileChanges = z
  .object({ name: PersonName, locale: Locale, timeZone: TimeZone, theme: Theme })
  .partial()
  .openapi("ProfileChanges");
