import { documentFormat } from "./document.ts";
import type { DocumentIssue } from "./document-issue.ts";

type Raw = Record<string, unknown>;

/** One step of the format's history: from `from` to `from + 1`. Each has a fixture in `fixtures/documents/`. */
interface DocumentMigration {
  name: string;
  from: number;
  migrate(document: Raw): Raw;
}

/** Every change of the format, oldest first. Format 1 is the first, so there is none yet. */
const documentMigrations: readonly DocumentMigration[] = [];

/** Brings a document of an older format to this one, by name and in order; says what is wrong when it cannot. */
export function migrateDocument(
  json: unknown,
  migrations: readonly DocumentMigration[] = documentMigrations,
): { document: Raw } | { issue: DocumentIssue } {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return { issue: { pointer: "", message: "A flow document is a JSON object." } };
  }
  let document = json as Raw;
  const latest = migrations.reduce((format, { from }) => Math.max(format, from + 1), documentFormat);
  const { format } = document;
  if (typeof format !== "number" || !Number.isInteger(format) || format < 1) {
    return { issue: { pointer: "/format", message: `The format must be a whole number from 1 to ${latest}.` } };
  }
  if (format > latest) {
    const message = `This flow was written by a newer version of Prosa (format ${format}); this one reads up to ${latest}.`;
    return { issue: { pointer: "/format", message } };
  }
  for (const migration of migrations) {
    if (document.format !== migration.from) continue;
    document = { ...migration.migrate(document), format: migration.from + 1 };
  }
  return { document };
}
