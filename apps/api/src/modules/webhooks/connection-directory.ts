import { channels } from "@prosa/channels";
import type { Deps } from "../../platform/deps.ts";
import { type ConnectionRow, connectionById, connectionsByNumber, openSecrets } from "../connections/index.ts";

/** A connection with its secrets opened, as webhooks need it. */
export interface OpenConnection {
  workspaceId: string;
  id: string;
  channel: string;
  settings: Record<string, string>;
  secrets: Record<string, string>;
}

/** Connections by id and by number, remembered for seconds: a webhook is answered without asking the database first. */
export class ConnectionDirectory {
  readonly #deps: Deps;
  readonly #byId = new Map<string, { at: number; found: OpenConnection | undefined }>();
  readonly #byNumber = new Map<string, { at: number; found: OpenConnection[] }>();
  readonly #looking = new Map<string, Promise<OpenConnection[]>>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async byId(id: string, { fresh = false } = {}): Promise<OpenConnection | undefined> {
    const known = this.#byId.get(id);
    if (known && !fresh && Date.now() - known.at < maxAge) return known.found;
    const [row] = uuid.test(id) ? await connectionById(this.#deps.db, id) : [];
    const found = row && this.#open(row);
    if (this.#byId.size > maxKnown) this.#byId.clear();
    this.#byId.set(id, { at: Date.now(), found });
    return found;
  }

  /** Every connection of a channel with this number, in any workspace, as it was at `since` or later. */
  async byNumber(
    channel: string,
    number: string,
    { since = Date.now() - maxAge }: { since?: number } = {},
  ): Promise<OpenConnection[]> {
    const key = `${channel} ${number}`;
    const known = this.#byNumber.get(key);
    if (known && known.at >= since) return known.found;
    // However many calls ask for a number at once, the database is asked once.
    let looking = this.#looking.get(key);
    if (!looking) {
      looking = this.#look(channel, number).finally(() => this.#looking.delete(key));
      this.#looking.set(key, looking);
    }
    return looking;
  }

  async #look(channel: string, number: string): Promise<OpenConnection[]> {
    const at = Date.now();
    const found = (await connectionsByNumber(this.#deps.db, channel, number)).map((row) => this.#open(row));
    if (this.#byNumber.size > maxKnown) this.#byNumber.clear();
    this.#byNumber.set(`${channel} ${number}`, { at, found });
    return found;
  }

  #open(row: ConnectionRow): OpenConnection {
    const { workspaceId, id, channel, settings } = row;
    return {
      workspaceId,
      id,
      channel,
      settings,
      secrets: channels.has(channel) ? openSecrets(this.#deps.secrets, row) : {},
    };
  }
}

const maxAge = 5_000;
const maxKnown = 10_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
