import { type ChannelAccess, channelAccess, findConnection } from "../modules/connections/index.ts";
import { scopeOfRuntime } from "../platform/db/scope.ts";
import type { Deps } from "../platform/deps.ts";

/** Connections opened for speaking, remembered for seconds: new credentials take effect at once, nearly. */
export class OpenConnections {
  readonly #deps: Deps;
  readonly #known = new Map<string, { at: number; access: Promise<ChannelAccess | undefined> }>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Undefined: the connection is gone. */
  open(workspaceId: string, id: string): Promise<ChannelAccess | undefined> {
    const known = this.#known.get(id);
    if (known && Date.now() - known.at < maxAge) return known.access;
    const access = this.#read(workspaceId, id);
    if (this.#known.size > maxKnown) this.#known.clear();
    this.#known.set(id, { at: Date.now(), access });
    access.catch(() => this.#known.delete(id));
    return access;
  }

  async #read(workspaceId: string, id: string): Promise<ChannelAccess | undefined> {
    const found = await findConnection(scopeOfRuntime(this.#deps.db, workspaceId), id);
    return found && channelAccess(this.#deps, found.connection);
  }
}

const maxAge = 3_000;
const maxKnown = 10_000;
