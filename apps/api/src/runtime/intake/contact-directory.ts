import type { ContactIdentity } from "@prosa/channels";
import type { Sql } from "postgres";
import { newId } from "../../platform/ids.ts";
import { pgJson } from "../pg-json.ts";

/** A person who changed number or user id, as the provider told. */
export interface PersonChange {
  workspaceId: string;
  connectionId: string;
  channel: string;
  /** The same however often the provider repeats itself. */
  key: string;
  before: string[];
  after: ContactIdentity;
}

/**
 * Who is behind an identity. Answers are remembered. After a merge the inbox says "moved", and the key is looked up again; when
 * a key passes to another person, all is forgotten, by other processes within seconds.
 */
export class ContactDirectory {
  readonly #sql: Sql;
  readonly #now: () => number;
  readonly #known = new Map<string, string>();
  #moves: string | undefined;
  #lookedAt = 0;

  /** @param now milliseconds that only grow */
  constructor(sql: Sql, now = () => performance.now()) {
    this.#sql = sql;
    this.#now = now;
  }

  /** The contact's id; made when nobody has any of the keys, merged when several have. */
  async resolve(ws: string, channel: string, identity: ContactIdentity): Promise<string> {
    await this.#forgetMoved();
    const ids = new Set(identity.keys.map((key) => this.#known.get(`${ws} ${channel} ${key}`)));
    const [only] = ids;
    if (ids.size === 1 && only !== undefined) return only;
    const keys = identity.keys.map((key) => ({ key, address: identity.address }));
    const [row] = await this.#sql<{ id: string }[]>`
      select runtime_resolve_contact(${ws}, ${channel}, ${pgJson(keys)}::text::jsonb, ${newId()},
        ${clean(identity.name)}, ${identity.phone}) as id`;
    const { id } = row as { id: string };
    if (this.#known.size > maxKnown) this.#known.clear();
    for (const key of identity.keys) this.#known.set(`${ws} ${channel} ${key}`, id);
    return id;
  }

  /** Gives a person the keys they have now. A number they left may be somebody else's tomorrow. */
  async change({ workspaceId, connectionId, channel, key, before, after }: PersonChange): Promise<void> {
    const gone =
      after.phone === null ? [] : before.filter((one) => one.startsWith("phone:") && !after.keys.includes(one));
    const keys = [...new Set([...before, ...after.keys])].map((one) => ({
      key: one,
      address: gone.includes(one) ? one.slice("phone:".length) : after.address,
    }));
    await this.#sql`
      select runtime_change_person(${workspaceId}, ${connectionId}, ${key}, ${channel},
        ${pgJson(keys)}::text::jsonb, ${gone}, ${newId()}, ${after.phone})`;
    this.#known.clear();
  }

  async #forgetMoved(): Promise<void> {
    const now = this.#now();
    if (this.#moves !== undefined && now - this.#lookedAt < lookEveryMs) return;
    this.#lookedAt = now;
    const [row] = await this.#sql<{ moves: string }[]>`select last_value::text || is_called as moves from key_moves`;
    if (row?.moves !== this.#moves) this.#known.clear();
    this.#moves = row?.moves;
  }

  forget(ws: string, channel: string, identity: ContactIdentity): void {
    for (const key of identity.keys) this.#known.delete(`${ws} ${channel} ${key}`);
  }
}

const maxKnown = 200_000;
const lookEveryMs = 5_000;

/** A name as a person may have it: PostgreSQL takes no U+0000 and no half characters, and nobody needs a page of it. */
const clean = (name: string | null) => name?.replaceAll("\u0000", "").toWellFormed().slice(0, 120) ?? null;
