import { resolve } from "node:path";
import type { Sql } from "postgres";
import { type BackupSummary, writeBackup } from "./write-backup.ts";

/** Backs up the installation of a data folder, by default into its folder backups, under the time. */
export async function backUp(job: {
  sql: Sql;
  dataDir: string;
  key?: Buffer | undefined;
  path?: string | undefined;
}): Promise<BackupSummary & { path: string }> {
  const time = new Date().toISOString().replace(/\.\d+/, "").replaceAll(":", "-");
  const path = resolve(job.path ?? resolve(job.dataDir, "backups", `prosa-${time}.backup.gz`));
  const summary = await writeBackup({ sql: job.sql, filesFolder: resolve(job.dataDir, "files"), key: job.key, path });
  return { ...summary, path };
}
