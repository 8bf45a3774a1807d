import { keepFile } from "../modules/media/index.ts";
import { scopeOfRuntime } from "../platform/db/scope.ts";
import type { Deps } from "../platform/deps.ts";
import { AppError } from "../platform/problem/app-error.ts";
import { largestFile } from "../platform/storage/file-kinds.ts";
import { Loop } from "./loop.ts";
import type { OpenConnections } from "./open-connections.ts";
import type { RuntimeSettings } from "./settings.ts";

interface DueFetch {
  ws: string;
  messageId: string;
  connectionId: string;
  conversationId: string;
  providerMediaId: string;
  filename: string | null;
  attempt: number;
}

const maxAttempts = 8;

/** Fetches files that customers sent, after their message is stored; what they are, their content says. */
export class MediaWorker {
  readonly #deps: Deps;
  readonly #settings: RuntimeSettings;
  readonly #connections: OpenConnections;
  readonly #loop: Loop;

  constructor(deps: Deps, settings: RuntimeSettings, connections: OpenConnections) {
    this.#deps = deps;
    this.#settings = settings;
    this.#connections = connections;
    const { logger } = deps;
    this.#loop = new Loop({ name: "fetching files", everyMs: settings.pollMs, logger, work: () => this.#fetchDue() });
  }

  wake(): void {
    this.#loop.wake();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #fetchDue(): Promise<boolean> {
    // Claimed by putting it off, for longer than a file may take: if this process dies, another takes it up then.
    const due = await this.#deps.sql<DueFetch[]>`
      update media_fetches m set run_at = now() + interval '8 minutes', attempt = m.attempt + 1
      where (m.workspace_id, m.message_id) in (
        select d.workspace_id, d.message_id from media_fetches d where d.status = 'pending' and d.run_at <= now()
        order by d.run_at limit 8 for update skip locked)
      returning m.workspace_id as ws, m.message_id as "messageId", m.connection_id as "connectionId",
        m.conversation_id as "conversationId", m.provider_media_id as "providerMediaId", m.filename, m.attempt`;
    await Promise.all(due.map((fetch) => this.#fetch(fetch)));
    if (due.length > 0) this.#deps.signals.emit("changes");
    return due.length === 8;
  }

  async #fetch(due: DueFetch): Promise<void> {
    const found = await this.#download(due).catch((error: unknown) => {
      if (error instanceof AppError) return { final: true, code: error.code };
      this.#deps.logger.warn("a file could not be fetched", { messageId: due.messageId, error });
      return { final: false, code: "network" };
    });
    const { sql } = this.#deps;
    if ("hash" in found) {
      await sql`
        with ready as (
          update media_fetches set status = 'ready', hash = ${found.hash}, error = null
          where workspace_id = ${due.ws} and message_id = ${due.messageId}
        )
        insert into changes (workspace_id, topic, key) values (${due.ws}, 'conversation', ${due.conversationId})`;
      return;
    }
    const over = found.final || due.attempt >= maxAttempts;
    const next = new Date(Date.now() + this.#settings.retryMs * 2 ** due.attempt);
    await sql`
      with failed as (
        update media_fetches set status = ${over ? "failed" : "pending"}, run_at = ${next}, error = ${found.code}
        where workspace_id = ${due.ws} and message_id = ${due.messageId}
      )
      insert into changes (workspace_id, topic, key) values (${due.ws}, 'conversation', ${due.conversationId})`;
  }

  async #download(due: DueFetch): Promise<{ hash: string } | { final: boolean; code: string }> {
    const access = await this.#connections.open(due.ws, due.connectionId);
    if (!access) return { final: true, code: "connection-gone" };
    const { channel, connection, fetch } = access;
    const { providerMediaId } = due;
    const answer = await channel.downloadMedia({ providerMediaId, connection, fetch, maxBytes: largestFile });
    if (!answer.ok) return { final: answer.error.action === "give-up", code: answer.error.code };
    const scope = scopeOfRuntime(this.#deps.db, due.ws);
    return keepFile(this.#deps, scope, { bytes: answer.value.bytes, filename: due.filename ?? undefined });
  }
}
