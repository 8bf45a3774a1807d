import { setMaxListeners } from "node:events";
import { extname } from "node:path";
import { createApp } from "./app.ts";
import { countAccounts } from "./modules/accounts/index.ts";
import { loadExtensions } from "./modules/node-types/index.ts";
import { closeStandin, standinAccess, writeOrigin } from "./modules/standin/index.ts";
import { webhookListener } from "./modules/webhooks/index.ts";
import { backUp } from "./platform/backup/back-up.ts";
import { createDeps } from "./platform/create-deps.ts";
import { connect } from "./platform/db/client.ts";
import { migrateDatabase } from "./platform/db/migrate.ts";
import { openDatabase } from "./platform/db/open-database.ts";
import type { Deps } from "./platform/deps.ts";
import { readEnv } from "./platform/env.ts";
import { startHousekeeping } from "./platform/housekeeping.ts";
import { listen } from "./platform/http/listen.ts";
import { createLogger } from "./platform/logger.ts";
import { checkSecretKey, loadSecretKey } from "./platform/secrets/secret-key.ts";
import { openSignals } from "./platform/signals/open-signals.ts";
import { explain } from "./platform/start-error.ts";
import { Undo } from "./platform/undo.ts";
import { startRuntime, turnThread } from "./runtime/index.ts";

setMaxListeners(0);
// Standard output is for the person who started us, standard error for structured logs.
const say = (text: string) => void process.stdout.write(`${text}\n`);
/** Beside this file, as source and as built. */
const threadProgram = new URL(`turn-thread${extname(import.meta.url)}`, import.meta.url);
/** What has been started, to be stopped in reverse order. */
const undo = new Undo();

try {
  await start();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  await undo.all();
  process.exit(1);
}

async function start(): Promise<void> {
  const env = readEnv(process.env);
  const log = { level: env.logLevel, pretty: process.stderr.isTTY === true };
  const logger = createLogger({ ...log, write: (line) => void process.stderr.write(line) });
  const stop = async (code: number) => {
    await undo.all(() => say("stopping"));
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
  const broken = (what: string) => (error: unknown) => {
    logger.error(what, { error });
    void stop(1);
  };
  for (const event of ["uncaughtException", "unhandledRejection"] as const)
    process.on(event, broken("an error nobody caught"));

  // First, because a mistake there is told before anything is begun.
  const extensions = await loadExtensions(env.nodes);
  const opened = await openDatabase(env, say);
  undo.push(() => opened.stop());
  void opened.died.then(() => {
    if (undo.empty) return;
    logger.error("the embedded database ended by itself; see postgres.log in the data folder");
    void stop(1);
  });
  const key = loadSecretKey(env.secretKey, env.dataDir);
  await migrateDatabase(opened.target, async (sql) => {
    say("backing up before the database is changed");
    say(`the backup is ${(await backUp({ sql, dataDir: env.dataDir })).path}`);
  });
  const database = connect(opened.target);
  undo.push(() => database.close());
  await checkSecretKey(database.db, key);
  const signals = await openSignals(env, database.db, logger);
  undo.push(() => signals.close());
  const deps: Deps = { ...createDeps({ env, database, key, logger, signals }), extensions };
  const app = createApp(deps);
  if (env.role === "worker" && env.standin) deps.standin = standinAccess(deps, undefined);
  undo.push(() => closeStandin(deps));
  undo.push(startHousekeeping(deps));
  const server = await listen(app, env, env.role === "worker" ? undefined : webhookListener(deps));
  if (env.role !== "worker" && env.standin) await writeOrigin(deps.db, server.url);
  const turns = turnThread(
    threadProgram,
    { target: opened.target, extensions: extensions.map(({ code }) => code), log },
    broken("the thread that works turns out broke"),
  );
  const runtime = env.role === "api" ? undefined : startRuntime(deps, {}, turns);
  undo.push(async () => {
    deps.feed.close();
    await server.stop(10_000);
    await runtime?.stop();
  });
  say(`Prosa is ready: ${env.publicUrl ?? server.url}`);
  if (env.role !== "worker" && (await countAccounts(deps.db)) === 0)
    say(`Open it to set it up. From another machine it asks for this code: ${deps.setupCode}`);
}
