import { z } from "@hono/zod-openapi";
import { Email, Locale, NewPassword, PersonName, TimeZone, WorkspaceName } from "../../platform/http/fields.ts";

export const SetupState = z
  .object({
    needed: z.boolean().meta({ description: "Whether there is no account yet" }),
    codeRequired: z.boolean().meta({ description: "Whether POST needs the code that the terminal shows" }),
  })
  .openapi("SetupState");

export const SetupInput = z
  .object({
    name: PersonName,
    email: Email,
    password: NewPassword,
    locale: Locale,
    timeZone: TimeZone,
    workspaceName: WorkspaceName.optional(),
    example: z.boolean().default(false).meta({ description: "Begin with an example flow" }),
    code: z.string().optional().meta({ description: "The set-up code; not needed on the machine itself" }),
  })
  .openapi("SetupInput");

export const SetupResult = z
  .object({
    accountId: z.uuid(),
    workspace: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    token: z.string().meta({ description: "An API token of the new workspace, shown this once" }),
  })
  .openapi("SetupResult");

export type SetupInput = z.infer<typeof SetupInput>;
