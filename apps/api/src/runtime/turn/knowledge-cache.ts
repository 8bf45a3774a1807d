import { channels } from "@prosa/channels";
import { civilAt, type FlowBundle, type FlowVersion, type NodeRegistry } from "@prosa/flow-schema";
import type { Sql } from "postgres";
import {
  type ConnectionFacts,
  type Knowledge,
  Missing,
  type Starts,
  type Want,
  type WorkspaceFacts,
} from "./knowledge.ts";
import {
  readAnswerLost,
  readBundle,
  readConnection,
  readLastConversation,
  readPublished,
  readStarts,
  readWorkspace,
  takeProtocols,
} from "./knowledge-queries.ts";
import type { ClosedConversation } from "./lane.ts";

/**
 * What turns know of the world around them. Versions never change and stay; a workspace's and a connection's names may be
 * seconds old; which flows may start is read again for every batch, so that switching a flow on works at once.
 */
export class KnowledgeCache {
  readonly #sql: Sql;
  readonly #registry: NodeRegistry;
  readonly #bundles = new Map<string, FlowBundle | null>();
  readonly #workspaces = new Map<string, { at: number; facts: WorkspaceFacts }>();
  readonly #connections = new Map<string, { at: number; facts: ConnectionFacts }>();

  constructor(sql: Sql, registry: NodeRegistry) {
    this.#sql = sql;
    this.#registry = registry;
  }

  /** What one batch knows. */
  batch(): Knowledge & { fetch(wants: Want[]): Promise<void> } {
    const starts = new Map<string, Starts>();
    const published = new Map<string, string | null>();
    const last = new Map<string, ClosedConversation | null>();
    const answersLost = new Map<string, boolean>();
    const protocols = new Map<string, string[]>();
    const protocolOfLane = new Map<string, string>();
    const now = Date.now();
    const fresh = <T>(entry: { at: number; facts: T } | undefined, want: Want): T => {
      if (!entry || now - entry.at > maxAge) throw new Missing(want);
      return entry.facts;
    };
    const known = <T>(map: Map<string, T>, key: string, want: Want): T => {
      const found = map.get(key);
      if (found === undefined) throw new Missing(want);
      return found;
    };
    const workspace = (ws: string) => fresh(this.#workspaces.get(ws), { kind: "workspace", ws });
    return {
      registry: this.#registry,
      now,
      workspace,
      connection: (ws, id) => fresh(this.#connections.get(id), { kind: "connection", ws, id }),
      bundle: (ws, id) => known(this.#bundles, id, { kind: "bundle", ws, id }),
      starts: (ws, id) => known(starts, id, { kind: "starts", ws, id }),
      published: (ws, id) => known(published, id, { kind: "published", ws, id }),
      lastConversation: ({ ws, ct }) => known(last, ct, { kind: "last", ws, ct }),
      answerLost: ({ ws, ct }, id) => known(answersLost, id, { kind: "answer", ws, ct, id }),
      protocol: ({ ws, ct }, at) => {
        const given = protocolOfLane.get(ct);
        if (given !== undefined) return given;
        const day = dayOf(at, workspace(ws).timeZone);
        const next = protocols.get(`${ws} ${day}`)?.shift();
        if (next === undefined) throw new Missing({ kind: "protocol", ws, day });
        protocolOfLane.set(ct, next);
        return next;
      },
      fetch: async (wants) => {
        await Promise.all([
          ...once(wants, "workspace").map(async ({ ws }) => {
            this.#workspaces.set(ws, { at: now, facts: await readWorkspace(this.#sql, ws) });
          }),
          ...once(wants, "connection").map(async ({ ws, id }) => {
            this.#connections.set(id, { at: now, facts: connectionFacts(await readConnection(this.#sql, ws, id)) });
          }),
          ...once(wants, "bundle").map(async ({ ws, id }) => {
            this.#bundles.set(id, await this.#bundle(ws, id));
            if (this.#bundles.size > maxBundles) this.#bundles.delete(this.#bundles.keys().next().value as string);
          }),
          ...once(wants, "starts").map(async ({ ws, id }) => {
            starts.set(id, await readStarts(this.#sql, ws, id));
          }),
          ...once(wants, "published").map(async ({ ws, id }) => {
            published.set(id, await readPublished(this.#sql, ws, id));
          }),
          ...once(wants, "last").map(async ({ ws, ct }) => {
            last.set(ct, await readLastConversation(this.#sql, ws, ct));
          }),
          ...once(wants, "answer").map(async ({ ws, ct, id }) => {
            answersLost.set(id, await readAnswerLost(this.#sql, ws, { ct, id }));
          }),
          ...grouped(wants).map(async ({ ws, day, count }) => {
            const first = await takeProtocols(this.#sql, { ws, day, count });
            const numbers = Array.from({ length: count }, (_, i) => protocolOf(day, first + i));
            const key = `${ws} ${day}`;
            protocols.set(key, [...(protocols.get(key) ?? []), ...numbers]);
          }),
        ]);
      },
    };
  }

  async #bundle(ws: string, root: string): Promise<FlowBundle | null> {
    const versions = await readBundle(this.#sql, ws, root);
    if (!versions[root]) return null;
    // One object a document, however many bundles it is in: the engine keeps what it compiled by the document.
    for (const id of Object.keys(versions)) {
      const shared = this.#shared(id);
      if (shared) versions[id] = shared;
    }
    return { root, versions };
  }

  #shared(id: string): FlowVersion | undefined {
    for (const bundle of this.#bundles.values()) if (bundle?.versions[id]) return bundle.versions[id];
    return undefined;
  }
}

const maxAge = 5_000;
const maxBundles = 2_000;

const keyOf = (want: Want) => JSON.stringify(want);
type Of<Kind extends Want["kind"]> = Extract<Want, { kind: Kind }>;

/** Those of one kind, each once. */
function once<Kind extends Want["kind"]>(wants: Want[], kind: Kind): Of<Kind>[] {
  const found = wants.filter((want): want is Of<Kind> => want.kind === kind);
  return [...new Map(found.map((want) => [keyOf(want), want])).values()];
}

/** Protocol numbers are wanted one a lane: as many as there are wants. */
function grouped(wants: Want[]): { ws: string; day: string; count: number }[] {
  const all = wants.filter((want): want is Of<"protocol"> => want.kind === "protocol");
  return once(wants, "protocol").map(({ ws, day }) => ({
    ws,
    day,
    count: all.filter((want) => want.ws === ws && want.day === day).length,
  }));
}

function connectionFacts(row: { name: string; channel: string } | undefined): ConnectionFacts {
  // A connection that was removed still has sessions: they speak to nobody, in the first channel's terms.
  const channel = channels.get(row?.channel ?? "") ?? [...channels.values()][0];
  if (!channel) throw new Error("there is no channel");
  return { name: row?.name ?? "", type: channel.type, capabilities: channel.capabilities };
}

/** The workspace's calendar day, `YYYY-MM-DD`. */
function dayOf(at: number, timeZone: string): string {
  const { year, month, day } = civilAt(at, timeZone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const protocolOf = (day: string, number: number) => `${day.replaceAll("-", "")}-${String(number).padStart(6, "0")}`;
