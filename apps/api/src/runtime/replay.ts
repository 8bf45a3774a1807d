import { channels } from "@prosa/channels";
import { step } from "@prosa/flow-engine";
import {
  canonicalJson,
  type Facts,
  type FlowEvent,
  type InboundContent,
  type NodeRegistry,
  newSession,
} from "@prosa/flow-schema";
import type { Sql } from "postgres";
import { readBundle } from "./turn/knowledge-queries.ts";
import { hashOf } from "./turn/lane-turn.ts";

/** What folding a session's stored turns gave. `at`: the turn whose state differed from the stored hash; 0: the last state. */
export type Replayed = { turns: number } & (
  | { same: true }
  | { same: false; at: number }
  | { same: false; erased: true }
);

interface StoredTurn {
  number: number;
  event: (FlowEvent & { message?: { id: string } }) | null;
  facts: Facts | null;
  stateHash: string;
  content: InboundContent | null;
}

/** Walks a session again from its stored events and compares every state with what was stored. */
export async function replaySession(
  sql: Sql,
  { ws, sessionId, registry }: { ws: string; sessionId: string; registry: NodeRegistry },
): Promise<Replayed> {
  const [stored] = await sql<{ versionId: string; state: string }[]>`
    select version_id as "versionId", state from sessions where workspace_id = ${ws} and id = ${sessionId}`;
  if (!stored) throw new Error(`there is no session ${sessionId}`);
  const turns = await sql<StoredTurn[]>`
    select t.number, t.event::jsonb, t.facts::jsonb, t.state_hash as "stateHash", m.content
    from turns t left join messages m
      on m.workspace_id = t.workspace_id and m.id = (t.event::jsonb->'message'->>'id')::uuid
    where t.workspace_id = ${ws} and t.session_id = ${sessionId} order by t.number`;
  const bundle = { root: stored.versionId, versions: await readBundle(sql, ws, stored.versionId) };
  let session = newSession(sessionId);
  for (const { number, event, facts, stateHash, content } of turns) {
    if (!event || !facts) return { turns: turns.length, same: false, erased: true };
    const channel = channels.get(facts.channel.type)?.capabilities;
    if (!channel) throw new Error(`there is no channel ${facts.channel.type}`);
    const whole = (event.message ? { ...event, message: { ...event.message, content } } : event) as FlowEvent;
    ({ session } = step(bundle, session, whole, { registry, facts, channel }));
    if (hashOf(canonicalJson(session)) !== stateHash) return { turns: turns.length, same: false, at: number };
  }
  const same = canonicalJson(session) === canonicalJson(JSON.parse(stored.state));
  return same ? { turns: turns.length, same } : { turns: turns.length, same, at: 0 };
}
