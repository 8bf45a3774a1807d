// One server process of the fault test: the real one, with shorter times. It is killed without warning.
import { createApp } from "../../src/app.ts";
import { webhookListener } from "../../src/modules/webhooks/index.ts";
import { createDeps } from "../../src/platform/create-deps.ts";
import { connect } from "../../src/platform/db/client.ts";
import { readEnv } from "../../src/platform/env.ts";
import { listen } from "../../src/platform/http/listen.ts";
import { createLogger } from "../../src/platform/logger.ts";
import { openSignals } from "../../src/platform/signals/open-signals.ts";
import { startRuntime, turnThread } from "../../src/runtime/index.ts";
import { settings } from "./settings.ts";

const env = readEnv(process.env);
const log = { level: "error", pretty: true } as const;
const logger = createLogger({ ...log, write: (line) => void process.stderr.write(line) });
const target = env.databaseUrl as string;
const database = connect(target, { max: 8 });
const signals = await openSignals(env, database.db, logger);
const deps = createDeps({ env, database, key: Buffer.from(env.secretKey as string, "base64"), logger, signals });
await listen(createApp(deps), env, webhookListener(deps));
const thread = new URL("../../src/turn-thread.ts", import.meta.url);
const broke = (error: unknown) => {
  throw error;
};
startRuntime(deps, settings, turnThread(thread, { target, extensions: [], log }, broke));
process.send?.("ready");
