import { z } from "@hono/zod-openapi";
import { Locale, TimeZone, WorkspaceName } from "../../platform/http/fields.ts";

export const Workspace = z
  .object({
    id: z.uuid(),
    slug: z.string().meta({ description: "Stands for the id in addresses", example: "padaria-do-sol" }),
    name: z.string(),
    locale: Locale,
    timeZone: z.string(),
    createdAt: z.iso.datetime(),
  })
  .openapi("Workspace");

export const NewWorkspaceInput = z
  .object({
    name: WorkspaceName,
    locale: Locale,
    timeZone: TimeZone,
    example: z.boolean().default(false).meta({ description: "Begin with an example flow" }),
    token: z.boolean().default(false).meta({ description: "Also make an API token for the new workspace" }),
  })
  .openapi("NewWorkspaceInput");

export const NewWorkspaceResult = Workspace.extend({
  token: z.string().optional().meta({ description: "When asked for; shown this once" }),
}).openapi("NewWorkspaceResult");

export const WorkspaceChanges = z
  .object({ name: WorkspaceName, locale: Locale, timeZone: TimeZone })
  .partial()
  .openapi("WorkspaceChanges");
