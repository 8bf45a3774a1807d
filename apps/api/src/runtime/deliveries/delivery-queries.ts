import type { Sql } from "postgres";
import { newId } from "../../platform/ids.ts";
import { pgJson } from "../pg-json.ts";
import type { ClaimedDelivery, ConnectionTrouble, DeliveryOutcome } from "./delivery.ts";

/** Takes messages that may be sent now: the oldest of each conversation, at the pace of each connection. */
export const claimDeliveries = (sql: Sql, limit: number): Promise<ClaimedDelivery[]> => sql<ClaimedDelivery[]>`
  select ws, id, message_id as "messageId", conversation_id as "conversationId", contact_id as "contactId",
    connection_id as "connectionId", session_id as "sessionId", dropped, attempt, parts, parts_done as "partsDone", content,
    inbound, addresses, wait_ms as "waitMs"
  from runtime_claim_deliveries(${limit})`;

export interface Settled {
  delivery: ClaimedDelivery;
  outcome: DeliveryOutcome;
}

/** Writes what came of sending, for many messages at once. */
export async function settleDeliveries(sql: Sql, settled: Settled[]): Promise<void> {
  const rows = settled.map(({ delivery: d, outcome: o }) => ({
    ws: d.ws,
    id: d.id,
    ms: d.messageId,
    cv: d.conversationId,
    ct: d.contactId,
    ss: d.sessionId,
    eid: newId(),
    out: o.out,
    parts: o.partsDone,
    ...(o.out === "sent" && { pid: o.providerMessageId }),
    ...(o.out === "retry" && {
      ra: new Date(o.at).toISOString(),
      fr: o.free ?? false,
    }),
    ...(o.out === "failed" && {
      er: {
        code: o.code,
        detail: o.detail,
      },
    }),
  }));
  await sql`select runtime_settle_deliveries(${pgJson(rows)}::text::jsonb)`;
}

export async function setParts(sql: Sql, { ws, id }: ClaimedDelivery, parts: number): Promise<void> {
  await sql`update deliveries set parts = ${parts} where workspace_id = ${ws} and id = ${id}`;
}

/** A message that is still being prepared is not one nobody answered for. */
export async function keepClaimed(sql: Sql, { ws, id }: ClaimedDelivery): Promise<void> {
  await sql`update deliveries set claimed_at = clock_timestamp()
    where workspace_id = ${ws} and id = ${id} and status = 'sending'`;
}

/** Slows a connection down, or stops it until a person mends it. */
export async function troubleConnection(
  sql: Sql,
  { ws, connectionId }: ClaimedDelivery,
  trouble: ConnectionTrouble,
): Promise<void> {
  if (trouble.kind === "pause") {
    await sql`update connections set paused_until = greatest(coalesce(paused_until, '-infinity'), ${new Date(trouble.until)})
      where workspace_id = ${ws} and id = ${connectionId}`;
    return;
  }
  await sql`
    with stopped as (
      update connections set status = 'attention', status_detail = ${trouble.detail.slice(0, 500)}
      where workspace_id = ${ws} and id = ${connectionId} and status = 'ok' returning workspace_id
    )
    insert into changes (workspace_id, topic, key) select workspace_id, 'connections', '' from stopped`;
}
