import { startEmbeddedPostgres } from "../embedded/embedded-postgres.ts";
import type { Env } from "../env.ts";
import { StartError } from "../start-error.ts";
import { client, type DatabaseTarget } from "./client.ts";

/** The database the server works on. */
export interface OpenDatabase {
  target: DatabaseTarget;
  kind: "embedded" | "server";
  /** Resolves when an embedded server ended by itself; never for another. */
  died: Promise<void>;
  /** Stops an embedded server; does nothing to another. */
  stop(): Promise<void>;
}

/** Oldest PostgreSQL that DATABASE_URL may name. */
const oldest = 15;

/**
 * Starts the embedded server, or makes sure that the one DATABASE_URL names answers and is recent enough.
 * @throws StartError
 */
export async function openDatabase(env: Env, say: (text: string) => void): Promise<OpenDatabase> {
  if (env.databaseUrl === undefined) {
    const embedded = await startEmbeddedPostgres(env.dataDir, say);
    return { target: embedded.address, kind: "embedded", died: embedded.died, stop: () => embedded.stop() };
  }
  await checkServer(env.databaseUrl);
  return { target: env.databaseUrl, kind: "server", died: new Promise(() => {}), stop: async () => {} };
}

async function checkServer(url: string): Promise<void> {
  const sql = client(url, { max: 1, connect_timeout: 10 });
  try {
    const [row] = await sql<{ number: string; text: string }[]>`
      select current_setting('server_version_num') as number, current_setting('server_version') as text`;
    if (Number(row?.number) < oldest * 10_000)
      throw new StartError(`DATABASE_URL names a PostgreSQL ${row?.text}; Prosa needs version ${oldest} or later.`);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`The database that DATABASE_URL names does not answer: ${reason(error)}.`, { cause: error });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** What went wrong, without the address: it may hold a password. */
function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Record<string, string> = {
    ECONNREFUSED: "nothing listens there",
    ENOTFOUND: "there is no server of that name",
    ENOENT: "there is no such socket",
    CONNECT_TIMEOUT: "no answer within 10 seconds",
    "28P01": "the password is wrong",
    "28000": "the user may not connect",
    "3D000": "there is no database of that name",
  };
  return known[code ?? ""] ?? message.split("\n")[0] ?? "unknown reason";
}
