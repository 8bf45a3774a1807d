import { backUp } from "../platform/backup/back-up.ts";
import { client } from "../platform/db/client.ts";
import { openDatabase } from "../platform/db/open-database.ts";
import { embeddedAddress } from "../platform/embedded/embedded-postgres.ts";
import { AlreadyRunning } from "../platform/embedded/folder-lock.ts";
import { readEnv } from "../platform/env.ts";
import { loadSecretKey } from "../platform/secrets/secret-key.ts";
import { runCommand } from "./run-command.ts";

const usage = `npm run backup -- [file] [--with-key]

Writes one file with everything: one snapshot of all tables, and all files. Works while the server runs.
Without a file name it goes into the folder backups of the data folder.
--with-key also writes the secret key into it. Without the key, the secrets in a backup cannot be read; with it, anyone who
has the file can.`;

await runCommand({ usage, options: ["with-key"] }, async ({ file, options, say }) => {
  const env = readEnv(process.env);
  // A running server has the data folder: then its database is asked through its socket.
  const opened = await openDatabase(env, say).catch((error: unknown) => {
    if (error instanceof AlreadyRunning) return undefined;
    throw error;
  });
  const sql = client(opened?.target ?? embeddedAddress(env.dataDir), {
    max: 1,
    connection: { application_name: "prosa backup" },
  });
  try {
    const key = options.has("with-key") ? loadSecretKey(env.secretKey, env.dataDir) : undefined;
    const { path, rows, files } = await backUp({ sql, dataDir: env.dataDir, key, path: file });
    say(`${path}: ${rows} rows, ${files} files${key ? ", and the secret key" : ""}.`);
    if (!key) say("The secret key is not in it: keep it elsewhere, or the secrets cannot be read after a restore.");
  } finally {
    await sql.end({ timeout: 5 });
    await opened?.stop();
  }
});
