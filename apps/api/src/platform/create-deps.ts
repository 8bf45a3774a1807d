import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { addressRanges } from "./address-ranges.ts";
import type { Database } from "./db/client.ts";
import type { Deps } from "./deps.ts";
import type { Env } from "./env.ts";
import { createFeed } from "./feed/feed.ts";
import { createGuardedFetch } from "./guarded-fetch/guarded-fetch.ts";
import { readFact, settleFact } from "./instance/queries.ts";
import type { Logger } from "./logger.ts";
import { createSecretBox, type SecretBox } from "./secrets/secret-box.ts";
import { createLocalSignals, type Signals } from "./signals/signals.ts";
import { createSignedAddresses } from "./storage/signed-address.ts";
import { createDiskStorage } from "./storage/storage.ts";

/** What differs between the server and the tests. */
export interface DepsParts {
  env: Env;
  database: Database;
  key: Buffer;
  logger: Logger;
  signals?: Signals;
}

/** Builds what the app is built from. Nothing runs yet. */
export function createDeps({ env, database, key, logger, signals = createLocalSignals() }: DepsParts): Deps {
  const { sql, db } = database;
  const secrets = createSecretBox(key);
  return {
    env,
    sql,
    db,
    logger,
    now: () => new Date(),
    setupCode: env.setupCode ?? inventSetupCode(secrets),
    signals,
    secrets,
    feed: createFeed({
      sql,
      signals,
      logger,
      epoch: () => settleFact(db, "feed-epoch", randomUUID()),
      prunedBelow: async () => BigInt((await readFact(db, "feed-pruned")) ?? "0"),
    }),
    storage: createDiskStorage(resolve(env.dataDir, "files")),
    addresses: createSignedAddresses(secrets),
    guarded: createGuardedFetch(env.allowPrivateAddresses),
    isProxy: addressRanges(env.trustedProxies),
    hooks: { workspaceCreated: [] },
  };
}

/** From the key, so that every process of one installation and every start shows the same code. */
function inventSetupCode(secrets: SecretBox): string {
  const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
  const code = Array.from(secrets.derive("set-up code").subarray(0, 12), (byte) => letters[byte % letters.length]);
  return [0, 4, 8].map((at) => code.slice(at, at + 4).join("")).join("-");
}
