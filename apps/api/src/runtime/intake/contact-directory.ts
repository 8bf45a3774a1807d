import type { ContactIdentity } from "@prosa/channels";
import type { Sql } from "postgres";
import { newId } from "../../platform/ids.ts";

/**
 * Who is behind an identity. Answers are remembered: a contact's key leads elsewhere only after a merge, and then the inbox
 * says "moved" and the key is looked up again.
 */
export class ContactDirectory {
  readonly #sql: Sql;
  readonly #known = new Map<string, string>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The contact's id; made when nobody has any of the keys, merged when several have. */
  async resolve(ws: string, channel: string, identity: ContactIdentity): Promise<string> {
    const ids = new Set(identity.keys.map((key) => this.#known.get(`${ws} ${channel} ${key}`)));
    const [only] = ids;
    if (ids.size === 1 && only !== undefined) return only;
    const keys = identity.keys.map((key) => ({ key, address: identity.address }));
    const [row] = await this.#sql<{ id: string }[]>`
      select runtime_resolve_contact(${ws}, ${channel}, ${JSON.stringify(keys)}::text::jsonb, ${newId()},
        ${clean(identity.name)}, ${identity.phone}) as id`;
    const { id } = row as { id: string };
    if (this.#known.size > maxKnown) this.#known.clear();
    for (const key of identity.keys) this.#known.set(`${ws} ${channel} ${key}`, id);
    return id;
  }

  forget(ws: string, channel: string, identity: ContactIdentity): void {
    for (const key of identity.keys) this.#known.delete(`${ws} ${channel} ${key}`);
  }
}

const maxKnown = 200_000;

/** A name as a person may have it: PostgreSQL takes no U+0000 and no half characters, and nobody needs a page of it. */
const clean = (name: string | null) => name?.replaceAll("\u0000", "").toWellFormed().slice(0, 120) ?? null;
