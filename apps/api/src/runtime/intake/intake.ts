import type { ContactIdentity } from "@prosa/channels";
import type { Json } from "@prosa/flow-schema";
import type { Sql } from "postgres";
import { newId } from "../../platform/ids.ts";
import { pgJson } from "../pg-json.ts";
import { writeRecords } from "../records.ts";
import type { LaneKey } from "../turn/lane.ts";
import { ContactDirectory, type PersonChange } from "./contact-directory.ts";
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
  /** Lanes that have something to take. */
  give(lanes: LaneKey[]): void;
}

interface Waiting {
  message: IncomingMessage;
  contactId: string;
  settle: (outcome: Outcome) => void;
  fail: (error: unknown) => void;
}

/**
 * Takes events into the inbox. Rows of requests that arrive together are written by one statement and wait for one commit;
 * the promise resolves after it, so that a webhook is answered only for what is kept. This process's worker is told of the
 * lanes.
 */
export class Intake {
  readonly #sql: Sql;
  readonly #directory: ContactDirectory;
  readonly #gatherer: Gatherer<Waiting>;
  #taker: LaneTaker | undefined;
  #statusesCame: () => void;
  readonly #wakeOthers: () => void;

  /** @param wakeOthers tells workers of other processes to look: called when there is none here */
  constructor(sql: Sql, wakeOthers: () => void) {
    this.#sql = sql;
    this.#wakeOthers = wakeOthers;
    this.#statusesCame = wakeOthers;
    this.#directory = new ContactDirectory(sql);
    this.#gatherer = new Gatherer((batch) => this.#write(batch));
  }

  /** Connects this process's worker. Without one, lanes wait for whichever process looks at the table. */
  connect(taker: LaneTaker, statusesCame: () => void): void {
    this.#taker = taker;
    this.#statusesCame = statusesCame;
  }

  /** Resolves when these messages are kept, or were kept before. Their order stays, within each contact. */
  async takeMessages(messages: IncomingMessage[]): Promise<void> {
    const contactIds: string[] = [];
    for (const { workspaceId, channel, from } of messages)
      contactIds.push(await this.#directory.resolve(workspaceId, channel, from));
    // Together, and only now: each has somebody who hears when it fails.
    const outcomes = await Promise.all(
      contactIds.map(
        (contactId, place) =>
          new Promise<Outcome>((settle, fail) => {
            this.#gatherer.add({ message: messages[place] as IncomingMessage, contactId, settle, fail });
          }),
      ),
    );
    const moved = messages.filter((_, place) => outcomes[place] === "moved");
    for (const { workspaceId, channel, from } of moved) this.#directory.forget(workspaceId, channel, from);
    if (moved.length > 0) await this.takeMessages(moved);
  }

  /** A person is known by other keys from now on. */
  changePerson(change: PersonChange): Promise<void> {
    return this.#directory.change(change);
  }

  /** Keeps statuses that were not kept before. One that tells of trouble with a connection stops it until a person mends it. */
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
      ), kept as (
        insert into status_inbox (workspace_id, connection_id, body)
          select distinct on (r.ws, r.cn, r.key) r.ws, r.cn, r.body from r
          join keyed k on k.workspace_id = r.ws and k.connection_id = r.cn and k.key = r.key
        returning workspace_id, connection_id, body
      ), stopped as (
        update connections n set status = 'attention', status_detail = left(k.body->>'alert', 500) from kept k
          where n.workspace_id = k.workspace_id and n.id = k.connection_id and n.status = 'ok' and k.body->>'alert' is not null
        returning n.workspace_id
      )
      insert into changes (workspace_id, topic, key) select distinct workspace_id, 'connections', '' from stopped`;
    this.#statusesCame();
  }

  async #write(batch: Waiting[]): Promise<void> {
    // What a provider says twice in one breath is written once, and both are answered alike.
    const same = Map.groupBy(batch, ({ message }) => `${message.connectionId} ${message.key}`);
    const groups = [...same.values()] as [Waiting, ...Waiting[]][];
    const outcomes = await this.#sql<{ place: number; outcome: Outcome }[]>`
      select place, outcome from runtime_ingest(${writeRecords(groups.map(([first], place) => record(first, place)))})`;
    const lanes: LaneKey[] = [];
    for (const { place, outcome } of outcomes) {
      const group = groups[place] as [Waiting, ...Waiting[]];
      if (outcome === "new") lanes.push({ ws: group[0].message.workspaceId, ct: group[0].contactId });
      for (const { settle } of group) settle(outcome);
    }
    if (lanes.length === 0) return;
    if (this.#taker) this.#taker.give(lanes);
    else this.#wakeOthers();
  }
}

type Outcome = "new" | "dup" | "moved";

const record = ({ message, contactId }: Waiting, place: number) => [
  place,
  message.workspaceId,
  contactId,
  message.connectionId,
  message.key,
  newId(),
  pgJson({ ...message.body, writtenAt: message.writtenAt }),
];
