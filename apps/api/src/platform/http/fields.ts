import { z } from "@hono/zod-openapi";

/** Languages of the interface. */
const locales = ["pt-BR", "es", "en"] as const;
export const Locale = z.enum(locales).meta({ example: "pt-BR" });

export const TimeZone = z
  .string()
  .refine(isTimeZone, "must be a time zone of the IANA database")
  .meta({ example: "America/Sao_Paulo" });

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("must be an email address").max(254))
  .meta({ example: "ana@padaria.example" });

export const PersonName = z.string().trim().min(1, "must not be empty").max(100).meta({ example: "Ana Souza" });

/** Length is what makes a password strong (NIST SP 800-63B); the upper bound keeps hashing cheap. */
export const NewPassword = z
  .string()
  .min(10, "must have at least 10 characters")
  .max(200, "must have at most 200 characters");

export const WorkspaceName = z.string().trim().min(1, "must not be empty").max(80).meta({ example: "Padaria do Sol" });

/** The part of the address that every workspace route begins with. */
export const WorkspaceParams = z.object({
  workspace: z.string().meta({ description: "Id of the workspace, or its slug", example: "padaria-do-sol" }),
});

/** A body or an answer of JSON, for route(). */
export const json = <T extends z.ZodType>(description: string, schema: T) => ({
  description,
  content: { "application/json": { schema } },
});

/** A list that is always answered whole. Longer ones come in pages and give a cursor in the same place. */
export const wholeList = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.null() });

/** The answer for a {@link wholeList}. */
export const whole = <T>(items: T[]) => ({ items, nextCursor: null });

/** A body that must be there. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { "application/json": { schema } },
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
