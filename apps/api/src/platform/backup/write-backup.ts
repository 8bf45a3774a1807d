import { createReadStream, createWriteStream, existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Sql } from "postgres";
import { appliedMigrations } from "../db/migrate.ts";
import { type BackupHeader, type BackupSection, backupFormat, endOfSection } from "./backup-format.ts";
import { fixTextForm, listSequences, listTables } from "./queries.ts";

/** What goes into a backup, and where it goes. */
export interface BackupJob {
  sql: Sql;
  /** Folder of the kept files. */
  filesFolder: string;
  /** The secret key, when the backup shall hold it. */
  key: Buffer | undefined;
  /** The backup file. It appears when it is whole. */
  path: string;
}

/** What a backup holds. */
export interface BackupSummary {
  rows: number;
  files: number;
}

/** Writes a backup: one snapshot of all tables, taken while others go on working, and all files. */
export async function writeBackup(job: BackupJob): Promise<BackupSummary> {
  await mkdir(dirname(job.path), { recursive: true, mode: 0o700 });
  const part = `${job.path}.part`;
  const summary = { rows: 0, files: 0 };
  try {
    // Read only, so that it takes no transaction number and holds back no live updates.
    await job.sql.begin("isolation level repeatable read read only", async (tx) => {
      await fixTextForm(tx);
      await pipeline(
        lines(tx as unknown as Sql, job, summary),
        createGzip(),
        createWriteStream(part, { mode: 0o600, flush: true }),
      );
    });
    await rename(part, job.path);
    const folder = await open(dirname(job.path), "r");
    await folder.sync();
    await folder.close();
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return summary;
}

async function* lines(sql: Sql, job: BackupJob, summary: BackupSummary): AsyncGenerator<string | Buffer> {
  const header: BackupHeader = {
    prosa: "backup",
    format: backupFormat,
    createdAt: new Date().toISOString(),
    migrations: await appliedMigrations(sql),
  };
  yield `${JSON.stringify(header)}\n`;
  if (job.key) yield section({ key: job.key.toString("base64") });
  for (const { table, columns } of await listTables(sql)) {
    yield section({ table, columns });
    const rows = await sql`copy ${sql(table)} (${sql(columns)}) to stdout`.readable();
    for await (const chunk of rows) {
      for (const byte of chunk as Buffer) if (byte === newline) summary.rows++;
      yield chunk as Buffer;
    }
    yield `${endOfSection}\n`;
  }
  for (const sequence of await listSequences(sql)) yield section(sequence);
  for (const { name, path } of listFiles(job.filesFolder)) {
    summary.files++;
    yield section({ file: name, size: statSync(path).size });
    for await (const chunk of createReadStream(path)) yield `${(chunk as Buffer).toString("base64")}\n`;
    yield `${endOfSection}\n`;
  }
  yield section({ end: true, ...summary });
}

const newline = 10;
const section = (first: BackupSection) => `${JSON.stringify(first)}\n`;

/** Kept files: <folder>/<workspace>/<two digits>/<sha256>. Those being written are not kept yet. */
function listFiles(folder: string): { name: string; path: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map((entry) => ({
      name: `${basename(dirname(entry.parentPath))}/${entry.name}`,
      path: join(entry.parentPath, entry.name),
    }));
}
