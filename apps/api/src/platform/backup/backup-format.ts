/**
 * A backup is one file: gzip over lines of UTF-8 text.
 *
 * The first line is a header. Then come sections, each a line of JSON that says what follows, and the last line is the end
 * mark, without which the file was cut off:
 *
 *   {"prosa":"backup","format":1,"createdAt":"…","migrations":["…"]}
 *   {"key":"<base64>"}                              only when asked for
 *   {"table":"queues","columns":["workspace_id",…]} then rows as PostgreSQL's COPY writes them as text, then the line \.
 *   {"sequence":"changes_id_seq","value":"7","used":true}
 *   {"file":"<workspace>/<sha256>","size":123}      then base64 lines, then the line \.
 *   {"end":true,"rows":12,"files":1}
 *
 * COPY's text form is PostgreSQL's own way to write and read a value of any type without loss.
 */
export interface BackupHeader {
  prosa: "backup";
  format: number;
  createdAt: string;
  /** The schema the rows belong to. */
  migrations: string[];
}

/** The format this version writes. It reads this one and all before. */
export const backupFormat = 1;

/** A section's first line. */
export type BackupSection =
  | { key: string }
  | { table: string; columns: string[] }
  | { sequence: string; value: string; used: boolean }
  | { file: string; size: number }
  | { end: true; rows: number; files: number };

/** Ends the lines of a table or a file. Neither COPY nor base64 writes such a line. */
export const endOfSection = "\\.";
