import { resolve } from "node:path";
import { restoreBackup } from "../platform/backup/restore-backup.ts";
import { client } from "../platform/db/client.ts";
import { openDatabase } from "../platform/db/open-database.ts";
import { readEnv } from "../platform/env.ts";
import { createKeyKeeper } from "../platform/secrets/key-keeper.ts";
import { StartError } from "../platform/start-error.ts";
import { createDiskStorage } from "../platform/storage/storage.ts";
import { runCommand } from "./run-command.ts";

const usage = `npm run restore -- <file> [--replace]

Puts a backup back. The server must not be running. Either all of it is restored or nothing is changed.
--replace throws away what the database holds now.`;

await runCommand({ usage, options: ["replace"] }, async ({ file, options, say }) => {
  if (file === undefined) throw new StartError(usage);
  const env = readEnv(process.env);
  const opened = await openDatabase(env, say);
  const sql = client(opened.target, { max: 1, connection: { application_name: "prosa restore" } });
  try {
    const keeper = createKeyKeeper(env);
    const { rows, files } = await restoreBackup({
      sql,
      storage: createDiskStorage(resolve(env.dataDir, "files")),
      path: resolve(file),
      replace: options.has("replace"),
      acceptKey: keeper.accept,
      check: keeper.check,
    });
    say(`Restored ${rows} rows and ${files} files.`);
  } finally {
    await sql.end({ timeout: 5 });
    await opened.stop();
  }
});
