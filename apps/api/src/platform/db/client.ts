import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Options, type Sql } from "postgres";
import type { SocketAddress } from "../embedded/embedded-postgres.ts";

/** Drizzle's handle, or a transaction of it. */
export type Db = PostgresJsDatabase;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];
export type DbOrTx = Db | Tx;

/** A DATABASE_URL, or the embedded server's socket. */
export type DatabaseTarget = string | SocketAddress;

/**
 * The two ways to the database. They are two pools because drizzle rewires how the client it gets reads and writes dates:
 * on `sql` a timestamp is a Date, as postgres.js has it.
 */
export interface Database {
  /** Plain postgres.js, for the hot path. */
  sql: Sql;
  /** Drizzle, for everything else. */
  db: Db;
  close(): Promise<void>;
}

/** Opens both pools. Connections are made when first used. */
export function connect(target: DatabaseTarget, options: { max?: number } = {}): Database {
  const sql = client(target, { max: options.max ?? 12 });
  const forDrizzle = client(target, { max: options.max ?? 12 });
  return {
    sql,
    db: drizzle({ client: forDrizzle }),
    close: async () => {
      await Promise.all([sql.end({ timeout: 5 }), forDrizzle.end({ timeout: 5 })]);
    },
  };
}

/** One postgres.js pool. */
export function client(target: DatabaseTarget, options: Options<Record<string, never>> = {}): Sql {
  const all = { onnotice: () => {}, connection: { application_name: "prosa" }, connect_timeout: 10, ...options };
  if (typeof target !== "string") return postgres({ ...target, ...all });
  const url = new URL(target);
  // As in libpq, ?host=/folder means a unix socket; postgres.js would pass it on as a server setting.
  const host = url.searchParams.get("host");
  if (!host) return postgres(target, all);
  url.searchParams.delete("host");
  return postgres(url.href, { ...all, host });
}
