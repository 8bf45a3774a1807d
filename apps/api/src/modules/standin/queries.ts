import type { Snapshot } from "@prosa/provider-standin";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../../platform/db/client.ts";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { connections } from "../connections/tables.ts";
import { standinFiles, standinState } from "./tables.ts";

export type StandinConnection = typeof connections.$inferSelect;

/** The stand-in connection with this setting, in whichever workspace. */
export async function standinConnectionBy(
  db: Db,
  setting: "phoneNumberId" | "businessAccountId",
  value: string,
): Promise<StandinConnection | undefined> {
  const [row] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.isStandin, true), sql`connections.settings->>${setting} = ${value}`));
  return row;
}

export const standinConnections = (scope: WorkspaceScope): Promise<StandinConnection[]> =>
  scope.db
    .select()
    .from(connections)
    .where(and(eq(connections.workspaceId, scope.workspaceId), eq(connections.isStandin, true)));

export async function readSnapshot(db: Db): Promise<Snapshot | null> {
  const [row] = await db.select().from(standinState).where(eq(standinState.name, "whatsapp"));
  return row && "customers" in row.snapshot ? row.snapshot : null;
}

export async function writeSnapshot(db: Db, snapshot: Snapshot): Promise<void> {
  const set = { snapshot, savedAt: sql`now()` };
  await db
    .insert(standinState)
    .values({ name: "whatsapp", ...set })
    .onConflictDoUpdate({ target: standinState.name, set });
}

export async function writeOrigin(db: Db, origin: string): Promise<void> {
  await db
    .insert(standinState)
    .values({ name: "whatsapp", snapshot: {} as Snapshot, origin })
    .onConflictDoUpdate({ target: standinState.name, set: { origin } });
}

export async function readOrigin(db: Db): Promise<string | undefined> {
  const [row] = await db
    .select({ origin: standinState.origin })
    .from(standinState)
    .where(eq(standinState.name, "whatsapp"));
  return row?.origin ?? undefined;
}

export async function writeFile(db: Db, id: string, bytes: Uint8Array): Promise<void> {
  await db
    .insert(standinFiles)
    .values({ id, bytes: Buffer.from(bytes) })
    .onConflictDoNothing();
}

export async function readFile(db: Db, id: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const [row] = await db.select().from(standinFiles).where(eq(standinFiles.id, id));
  return row ? Uint8Array.from(row.bytes) : null;
}

export async function deleteFile(db: Db, id: string): Promise<void> {
  await db.delete(standinFiles).where(eq(standinFiles.id, id));
}
