import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { Sql, TransactionSql } from "postgres";
import { applyMigrations, knownMigrations, pendingMigrations } from "../db/migrate.ts";
import { StartError } from "../start-error.ts";
import type { Storage } from "../storage/storage.ts";
import { type BackupHeader, type BackupSection, backupFormat, endOfSection } from "./backup-format.ts";
import { type Lines, lineReader } from "./line-reader.ts";
import { dropEverything, fixTextForm, isEmpty, serverIsRunning, setSequence, withoutChecks } from "./queries.ts";
import type { BackupSummary } from "./write-backup.ts";

/** What is restored, and onto what. */
export interface RestoreJob {
  sql: Sql;
  storage: Storage;
  path: string;
  /** Whether what the database holds now may be thrown away. */
  replace: boolean;
  /** Called with the key when the backup holds one, before anything is committed. */
  acceptKey: (key: Buffer) => void;
  /** Called at the end, before anything is committed. Throw to refuse. */
  check: (tx: TransactionSql) => Promise<void>;
}

/**
 * Restores a backup. All of it is one transaction: either the database holds the backup afterwards, or what it held before.
 * A backup of an older version is brought to this one.
 * @throws StartError
 */
export async function restoreBackup(job: RestoreJob): Promise<BackupSummary> {
  const source = createReadStream(job.path);
  const unzipped = createGunzip();
  const lines = lineReader(source.on("error", (error) => unzipped.destroy(error)).pipe(unzipped));
  try {
    const header = await readHeader(lines, job.path);
    return await job.sql.begin(async (tx) => {
      if (await serverIsRunning(tx))
        throw new StartError("Prosa is running on this database: stop it before restoring.");
      if (!job.replace && !(await isEmpty(tx)))
        throw new StartError("There is data already. To throw it away and restore the backup, add --replace.");
      await dropEverything(tx);
      await fixTextForm(tx);
      const later = pendingMigrations(header.migrations);
      await applyMigrations(
        tx,
        knownMigrations().filter(({ name }) => header.migrations.includes(name)),
      );
      const putBack = await withoutChecks(tx);
      const summary = await readSections(lines, tx, job);
      await putBack();
      await applyMigrations(tx, later);
      await tx`delete from instance where name in ('feed-epoch', 'feed-pruned')`;
      await job.check(tx);
      return summary;
    });
  } catch (error) {
    throw cutOff(error, job.path) ?? error;
  } finally {
    source.destroy();
    unzipped.destroy();
  }
}

async function readHeader(lines: Lines, path: string): Promise<BackupHeader> {
  const header = parse<BackupHeader>((await lines.next()) ?? Buffer.of(), path);
  if (header.prosa !== "backup") throw notABackup(path);
  if (header.format > backupFormat)
    throw new StartError(
      `${path} was made by a newer version of Prosa (format ${header.format}): restore it with that version.`,
    );
  return header;
}

async function readSections(lines: Lines, tx: TransactionSql, job: RestoreJob): Promise<BackupSummary> {
  const summary = { rows: 0, files: 0 };
  for (let line = await lines.next(); line; line = await lines.next()) {
    const section = parse<BackupSection>(line, job.path);
    if ("key" in section) job.acceptKey(Buffer.from(section.key, "base64"));
    else if ("table" in section) summary.rows += await readTable(lines, tx, section);
    else if ("sequence" in section) await setSequence(tx, section);
    else if ("file" in section) summary.files += await readFile(lines, job.storage, section.file);
    else if (section.rows !== summary.rows || section.files !== summary.files)
      throw new StartError(`${job.path} is damaged: it should hold ${section.rows} rows and has ${summary.rows}.`);
    else return summary;
  }
  throw new StartError(`${job.path} was cut off: its end is missing. Nothing was changed.`);
}

async function readTable(lines: Lines, tx: TransactionSql, { table, columns }: { table: string; columns: string[] }) {
  let rows = 0;
  const into = await tx`copy ${tx(table)} (${tx(columns)}) from stdin`.writable();
  const finished = new Promise<void>((done, failed) => into.once("finish", done).once("error", failed));
  // Awaited below; a failure in between must not count as unhandled.
  finished.catch(() => {});
  try {
    for (let line = await content(lines); line; line = await content(lines)) {
      rows++;
      if (!into.write(Buffer.concat([line, Buffer.of(10)])))
        await Promise.race([finished, new Promise((drained) => into.once("drain", drained))]);
    }
  } catch (error) {
    // The copy must be over before the transaction can be undone.
    into.destroy(error instanceof Error ? error : undefined);
    throw error;
  }
  into.end();
  await finished;
  return rows;
}

async function readFile(lines: Lines, storage: Storage, name: string): Promise<1> {
  const [workspaceId = "", sha256] = name.split("/");
  async function* bytes() {
    for (let line = await content(lines); line; line = await content(lines))
      yield Buffer.from(line.toString("latin1"), "base64");
  }
  const kept = await storage.save(workspaceId, { content: bytes(), maxBytes: Number.MAX_SAFE_INTEGER });
  if (kept.sha256 !== sha256) throw new StartError(`The backup is damaged: the file ${name} has other content.`);
  return 1;
}

/** The next line of a table or file; undefined at its end. */
async function content(lines: Lines): Promise<Buffer | undefined> {
  const line = await lines.next();
  if (!line) throw new StartError("The backup was cut off in the middle. Nothing was changed.");
  return line.equals(mark) ? undefined : line;
}

const mark = Buffer.from(endOfSection);

function parse<T>(line: Buffer, path: string): T {
  try {
    return JSON.parse(line.toString("utf8")) as T;
  } catch {
    throw notABackup(path);
  }
}

const notABackup = (path: string) => new StartError(`${path} is not a backup of Prosa.`);

function cutOff(error: unknown, path: string): StartError | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new StartError(`There is no file ${path}.`);
  if (code === "Z_BUF_ERROR") return new StartError(`${path} was cut off in the middle. Nothing was changed.`);
  return code?.startsWith("Z_") ? notABackup(path) : undefined;
}
