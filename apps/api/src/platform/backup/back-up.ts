import { dirname, resolve } from "node:path";
import type { Sql } from "postgres";
import { diskTrouble } from "../start-error.ts";
import { type BackupSummary, writeBackup } from "./write-backup.ts";

/** Backs up the installation of a data folder, by default into its folder backups, under the time. @throws StartError */
export async function backUp(job: {
  sql: Sql;
  dataDir: string;
  key?: Buffer | undefined;
  path?: string | undefined;
}): Promise<BackupSummary & { path: string }> {
  const time = new Date().toISOString().replace(/\.\d+/, "").replaceAll(":", "-");
  const path = resolve(job.path ?? resolve(job.dataDir, "backups", `prosa-${time}.backup.gz`));
  const filesFolder = resolve(job.dataDir, "files");
  try {
    return { ...(await writeBackup({ sql: job.sql, filesFolder, key: job.key, path })), path };
  } catch (error) {
    const reading = (error as NodeJS.ErrnoException).path?.startsWith(filesFolder);
    const how = job.path && !reading ? "for the backup" : "with PROSA_DATA_DIR";
    throw diskTrouble(error, reading ? filesFolder : dirname(path), how) ?? error;
  }
}
