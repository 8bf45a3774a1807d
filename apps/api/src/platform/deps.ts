import type { Sql } from "postgres";
import type { StandinAccess } from "../modules/connections/channel-access.ts";
import type { NodeExtension } from "../modules/node-types/extension.ts";
import type { Db } from "./db/client.ts";
import type { WorkspaceScope } from "./db/scope.ts";
import type { Env } from "./env.ts";
import type { Feed } from "./feed/feed.ts";
import type { GuardedFetch } from "./guarded-fetch/guarded-fetch.ts";
import type { Logger } from "./logger.ts";
import type { SecretBox } from "./secrets/secret-box.ts";
import type { Signals } from "./signals/signals.ts";
import type { SignedAddresses } from "./storage/signed-address.ts";
import type { Storage } from "./storage/storage.ts";

/** Everything the server is built from. main makes the real ones, tests make theirs. */
export interface Deps {
  env: Env;
  /** Plain postgres.js: timestamps are Dates, jsonb is parsed. */
  sql: Sql;
  /** Drizzle. */
  db: Db;
  logger: Logger;
  now: () => Date;
  /** Shown in the terminal; proves that whoever sets the server up can read it. */
  setupCode: string;
  signals: Signals;
  secrets: SecretBox;
  /** Live updates to browsers. */
  feed: Feed;
  storage: Storage;
  /** Addresses of stored files that work without signing in. */
  addresses: SignedAddresses;
  /** For every address that a user can set. */
  guarded: GuardedFetch;
  /** Whether an address is a trusted proxy's. */
  isProxy: (address: string) => boolean;
  hooks: Hooks;
  /** Node types installed by whoever runs the server (PROSA_NODES), loaded before the app is built. */
  extensions?: readonly NodeExtension[];
  /** The way to the stand-in, where this installation runs one. */
  standin?: () => Promise<StandinAccess | undefined>;
}

/** Places where one module lets others take part. Modules add to the lists when they register. */
export interface Hooks {
  /** Called inside the transaction that makes a workspace. */
  workspaceCreated: ((
    scope: WorkspaceScope,
    made: { example: boolean; locale: string; accountId: string },
  ) => Promise<void>)[];
}
