import type { ContactIdentity } from "@prosa/channels";
import type { Json } from "@prosa/flow-schema";
import type { Sql } from "postgres";
import { newId } from "../../platform/ids.ts";
import { pgJson } from "../pg-json.ts";
import type { Lease } from "../turn/lane.ts";
import { ContactDirectory } from "./contact-directory.ts";
import { Gatherer } from "./gatherer.ts";

/** A message of a customer, to be taken into the inbox. */
export interface IncomingMessage {
  workspaceId: string;
  connectionId: string;
  channel: string;
  /** The same however often the provider repeats itself. */
  key: string;
  from: ContactIdentity;
  /** When the customer wrote it (ms), by the provider's clock. */
  writtenAt: number;
  body: { [key: string]: Json };
}

/** A status of a message of ours. */
export interface IncomingStatus {
  workspaceId: string;
  connectionId: string;
  key: string;
  body: { [key: string]: Json };
}

/** Who works lanes out in this process, if anyone. */
export interface LaneTaker {
  /** For how long a lane may be leased to it; null: not now. */
  readonly leaseMs: number | null;
  give(leases: Lease[]): void;
}

interface Waiting {
  message: IncomingMessage;
  contactId: string;
  settle: (outcome: "new" | "dup" | "moved") => void;
  fail: (error: unknown) => void;
}

/**
 * Takes events into the inbox. Rows of requests that arrive together are written by one statement and wait for one commit;
 * the promise resolves after it, so that a webhook is answered only for what is kept. Lanes that are free are leased in the
 * same statement to this process's worker.
 */
export class Intake {
  readonly #sql: Sql;
  readonly #directory: ContactDirectory;
  readonly #gatherers: Gatherer<Waiting>[];
  #taker: LaneTaker | undefined;
  #statusesCame: () => void;
  readonly #wakeOthers: () => void;

  /** @param wakeOthers tells workers of other processes to look: called when there is none here, or it has enough to do */
  constructor(sql: Sql, wakeOthers: () => void) {
    this.#sql = sql;
    this.#wakeOthers = wakeOthers;
    this.#statusesCame = wakeOthers;
    this.#directory = new ContactDirectory(sql);
    this.#gatherers = Array.from({ length: ways }, () => new Gatherer((batch: Waiting[]) => this.#write(batch)));
  }

  /** Connects this process's worker. Without one, lanes wait for whichever process looks at the table. */
  connect(taker: LaneTaker, statusesCame: () => void): void {
    this.#taker = taker;
    this.#statusesCame = statusesCame;
  }

  /** Resolves when these messages are kept, or were kept before. Their order stays, within each contact. */
  async takeMessages(messages: IncomingMessage[]): Promise<void> {
    const outcomes: Promise<IncomingMessage[]>[] = [];
    for (const message of messages) {
      const { workspaceId, channel, from } = message;
      const contactId = await this.#directory.resolve(workspaceId, channel, from);
      const outcome = new Promise<"new" | "dup" | "moved">((settle, fail) => {
        // A contact's messages all go the same way, so that they stay in order.
        const way = Number.parseInt(contactId.slice(-4), 16) % this.#gatherers.length;
        this.#gatherers[way]?.add({ message, contactId, settle, fail });
      });
      outcomes.push(outcome.then((what) => (what === "moved" ? [message] : [])));
    }
    const moved = (await Promise.all(outcomes)).flat();
    for (const { workspaceId, channel, from } of moved) this.#directory.forget(workspaceId, channel, from);
    if (moved.length > 0) await this.takeMessages(moved);
  }

  /** The person known by one identity is known by another from now on. */
  async linkIdentities(workspaceId: string, channel: string, identity: ContactIdentity): Promise<void> {
    this.#directory.forget(workspaceId, channel, identity);
    await this.#directory.resolve(workspaceId, channel, identity);
  }

  /** Keeps statuses that were not kept before. */
  async takeStatuses(statuses: IncomingStatus[]): Promise<void> {
    if (statuses.length === 0) return;
    const rows = statuses.map(({ workspaceId, connectionId, key, body }) => ({
      ws: workspaceId,
      cn: connectionId,
      key,
      body,
    }));
    await this.#sql`
      with r as (select * from jsonb_to_recordset(${pgJson(rows)}::text::jsonb) x(ws uuid, cn uuid, key text, body jsonb)),
      keyed as (
        insert into inbox_keys (workspace_id, connection_id, key) select ws, cn, key from r order by 1, 2, 3
        on conflict do nothing returning workspace_id, connection_id, key
      )
      insert into status_inbox (workspace_id, connection_id, body)
        select distinct on (r.ws, r.cn, r.key) r.ws, r.cn, r.body from r
        join keyed k on k.workspace_id = r.ws and k.connection_id = r.cn and k.key = r.key`;
    this.#statusesCame();
  }

  async #write(batch: Waiting[]): Promise<void> {
    const rows = batch.map(({ message, contactId }, o) => ({
      o,
      ws: message.workspaceId,
      ct: contactId,
      cn: message.connectionId,
      key: message.key,
      kind: "message",
      eid: newId(),
      body: message.body,
      inb: message.writtenAt,
    }));
    const leaseMs = this.#taker?.leaseMs ?? null;
    const outcomes = await this.#sql<{ o: number; outcome: "new" | "dup" | "moved"; tk: number | null }[]>`
      select o, outcome, token::float8 as tk from runtime_ingest(${pgJson(rows)}::text::jsonb, ${leaseMs}::int)`;
    const leases: Lease[] = [];
    for (const { o, outcome, tk } of outcomes) {
      const { message, contactId, settle } = batch[o] as Waiting;
      if (tk !== null) leases.push({ ws: message.workspaceId, ct: contactId, tk });
      settle(outcome);
    }
    if (leases.length > 0) this.#taker?.give(leases);
    if (leaseMs === null) this.#wakeOthers();
  }
}

/** Statements under way at once: while one waits for the disk, the other works. */
const ways = 2;
