import type { HttpRequest, Json } from "@prosa/flow-schema";
import { resolveSecrets } from "../../modules/secrets/index.ts";
import { scopeOfRuntime } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { newId } from "../../platform/ids.ts";
import { performHttp, secretsOf } from "../http-request.ts";
import { Loop } from "../loop.ts";
import { pgJson } from "../pg-json.ts";
import type { RuntimeSettings } from "../settings.ts";

interface ClaimedEffect {
  ws: string;
  id: string;
  contactId: string;
  sessionId: string;
  request: HttpRequest;
  dropped: boolean;
}

/** Performs what flows ask of the world, outside any transaction; the answer comes back as an event in the contact's lane. */
export class EffectWorker {
  readonly #deps: Deps;
  readonly #settings: RuntimeSettings;
  readonly #answered: () => void;
  readonly #loop: Loop;
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(deps: Deps, settings: RuntimeSettings, answered: () => void) {
    this.#deps = deps;
    this.#settings = settings;
    this.#answered = answered;
    const { logger } = deps;
    this.#loop = new Loop({ name: "claiming effects", everyMs: settings.pollMs, logger, work: () => this.#claim() });
  }

  wake(): void {
    this.#loop.wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#loop.stop();
    await Promise.all(this.#running);
  }

  /**
   * Effects whose process died: those that may be performed twice are performed again, the others end as `unknown`.
   * Answers how many it found.
   */
  async sweep(): Promise<number> {
    const dead = await this.#deps.sql<(ClaimedEffect & { idempotent: boolean })[]>`
      update effects e set status = case when e.idempotent then 'pending' else 'running' end, claimed_at = clock_timestamp()
      where (e.workspace_id, e.id) in (
        select d.workspace_id, d.id from effects d where d.status = 'running'
          and d.claimed_at < clock_timestamp() - interval '1 minute'
            - (coalesce((d.request->>'timeoutMs')::float8, 0) * (1 + coalesce((d.request->>'retries')::int, 0))) * interval '1 ms'
        limit 100 for update skip locked)
      returning e.workspace_id as ws, e.id, e.contact_id as "contactId", e.session_id as "sessionId", e.request, false as dropped,
        e.idempotent`;
    for (const effect of dead)
      if (!effect.idempotent)
        await this.#answer(effect, {
          status: "failed",
          code: "unknown",
          detail: "The server stopped while it was under way.",
        });
    if (dead.length > 0) this.wake();
    return dead.length;
  }

  async #claim(): Promise<boolean> {
    const free = this.#settings.requests - this.#running.size;
    if (free <= 0 || this.#stopped) return false;
    const claimed = await this.#deps.sql<ClaimedEffect[]>`
      select ws, id, contact_id as "contactId", session_id as "sessionId", request, dropped from runtime_claim_effects(${free})`;
    for (const effect of claimed) {
      const running: Promise<void> = this.#perform(effect)
        .catch((error: unknown) => this.#deps.logger.error("an effect failed", { effectId: effect.id, error }))
        .finally(() => {
          this.#running.delete(running);
          this.#loop.wake();
        });
      this.#running.add(running);
    }
    return claimed.length >= free;
  }

  async #perform(effect: ClaimedEffect): Promise<void> {
    if (effect.dropped)
      return this.#answer(effect, { status: "dropped", code: "dropped", detail: "A person took over." });
    const { request } = effect;
    const scope = scopeOfRuntime(this.#deps.db, effect.ws);
    const secrets = await resolveSecrets(scope, this.#deps.secrets, secretsOf(request));
    const outcome = await performHttp({ request, secrets, guarded: this.#deps.guarded, key: effect.id });
    if (outcome.ok) await this.#answer(effect, { status: "done", result: outcome.result as unknown as Json });
    else await this.#answer(effect, { status: "failed", code: outcome.code, detail: outcome.detail });
  }

  async #answer(
    effect: ClaimedEffect,
    answer: { status: string; result?: Json; code?: string; detail?: string },
  ): Promise<void> {
    const { status, ...outcome } = answer;
    const body = { effectId: effect.id, sessionId: effect.sessionId, ...outcome };
    await this.#deps.sql`
      select runtime_settle_effect(${effect.ws}, ${effect.id}, ${effect.contactId}, ${newId()}, ${status}, ${pgJson(body)}::text::jsonb)`;
    this.#answered();
  }
}
