import { randomBytes } from "node:crypto";
import { serve } from "@hono/node-server";
import { createApp } from "./app.ts";
import { connect } from "./platform/db/client.ts";
import { migrateDatabase } from "./platform/db/migrate.ts";
import type { Deps } from "./platform/deps.ts";
import { startEmbeddedPostgres } from "./platform/embedded/embedded-postgres.ts";
import { readEnv } from "./platform/env.ts";
import { createLogger } from "./platform/logger.ts";
import { createSecretBox } from "./platform/secrets/secret-box.ts";
import { createLocalSignals } from "./platform/signals.ts";

const env = readEnv(process.env);
const write = (line: string) => process.stdout.write(line);
const logger = createLogger({ level: env.logLevel, pretty: process.stdout.isTTY, write });
const embedded = env.databaseUrl ? undefined : await startEmbeddedPostgres(env.dataDir, (text) => logger.info(text));
const target = env.databaseUrl ?? embedded?.address;
if (target === undefined) throw new Error("there is no database");
await migrateDatabase(target, async () => {});
const database = connect(target);
const deps: Deps = {
  env,
  sql: database.sql,
  db: database.db,
  logger,
  now: () => new Date(),
  setupCode: env.setupCode ?? "",
  signals: createLocalSignals(),
  secrets: createSecretBox(randomBytes(32)),
  hooks: { workspaceCreated: [] },
};
const app = createApp(deps);
const server = serve({ fetch: app.fetch, port: env.port, hostname: env.host }, (info) =>
  logger.info(`Prosa answers at http://${env.host}:${info.port}`),
);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    server.close();
    void database.close().then(() => embedded?.stop());
  });
