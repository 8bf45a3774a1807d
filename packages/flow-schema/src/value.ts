import { z } from "zod";
import type { Json } from "./json.ts";

/** What a variable holds. A date is text: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm` in the workspace's time zone. */
export type Value = Json;

export const variableTypes = ["text", "number", "yes-no", "date", "list", "object"] as const;
export type VariableType = (typeof variableTypes)[number];

/** How long a variable lives: one session, the contact (kept for good, on every channel), or one conversation. */
export const variableScopes = ["session", "contact", "conversation"] as const;
export type VariableScope = (typeof variableScopes)[number];

/** A variable's name as written in `{{name}}`: a letter, then letters, digits and `_`. */
export const variableName = z.string().regex(/^\p{L}[\p{L}\p{N}_]{0,63}$/u);

/** A declared variable. */
export const variableDeclaration = z.object({
  type: z.enum(variableTypes),
  scope: z.enum(variableScopes),
  description: z.string().max(500).optional(),
});
export type VariableDeclaration = z.infer<typeof variableDeclaration>;

/**
 * Read-only values that exist in every flow, by the name used in `{{…}}`.
 * `now` is `YYYY-MM-DDTHH:mm`, `today` is `YYYY-MM-DD`, both in the workspace's time zone.
 */
export const systemVariables = {
  now: "date",
  today: "date",
  "contact.name": "text",
  "contact.firstName": "text",
  "contact.phone": "text",
  "contact.email": "text",
  "contact.language": "text",
  "contact.tags": "list",
  "channel.type": "text",
  "channel.name": "text",
  "conversation.protocol": "text",
  "agent.name": "text",
  "message.text": "text",
  "workspace.name": "text",
  "flow.name": "text",
} as const satisfies Record<string, VariableType>;
export type SystemVariable = keyof typeof systemVariables;
