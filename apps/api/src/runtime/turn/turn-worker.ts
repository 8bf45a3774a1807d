import { setTimeout as pause } from "node:timers/promises";
import type { NodeRegistry } from "@prosa/flow-schema";
import type { Sql } from "postgres";
import type { Logger } from "../../platform/logger.ts";
import type { RuntimeSettings } from "../settings.ts";
import { commitTurns } from "./commit-turns.ts";
import { Missing, type Want } from "./knowledge.ts";
import { KnowledgeCache } from "./knowledge-cache.ts";
import type { Lease, LoadedLane } from "./lane.ts";
import type { LaneTurn } from "./lane-turn.ts";
import { loadLanes } from "./load-lanes.ts";
import { takeRows } from "./take-rows.ts";

interface Held extends Lease {
  /** When it was leased (ms): a lease that is nearly over is left to whoever takes it next. */
  at: number;
}

/**
 * Takes lanes, works their events out and commits them, several at a time. Lanes come from the intake, which leases them
 * while it stores their events, and from looking at the table.
 */
export class TurnWorker {
  readonly #sql: Sql;
  readonly #logger: Logger;
  readonly #settings: RuntimeSettings;
  readonly #knowledge: KnowledgeCache;
  readonly #committed: (turns: LaneTurn[]) => void;
  readonly #held = new Map<string, Held>();
  readonly #running = new Set<Promise<void>>();
  #looking: Promise<boolean> | undefined;
  #stopped = false;

  constructor(given: {
    sql: Sql;
    logger: Logger;
    settings: RuntimeSettings;
    registry: NodeRegistry;
    /** Told after each commit, for whoever has something to do now. */
    committed: (turns: LaneTurn[]) => void;
  }) {
    this.#sql = given.sql;
    this.#logger = given.logger;
    this.#settings = given.settings;
    this.#knowledge = new KnowledgeCache(given.sql, given.registry);
    this.#committed = given.committed;
  }

  /** For how long the intake may lease lanes for us now; null: we have enough to do. */
  get leaseMs(): number | null {
    const full = this.#held.size >= this.#settings.lanesPerBatch * 8;
    return this.#stopped || full ? null : this.#settings.leaseMs;
  }

  /** Lanes the intake has leased for us. */
  give(leases: Lease[]): void {
    for (const lease of leases) this.#held.set(keyOf(lease), { ...lease, at: Date.now() });
    this.#run();
  }

  /** Looks at the table for lanes that nobody holds. True: there may be more. */
  async look(): Promise<boolean> {
    if (this.#stopped || this.#held.size >= this.#settings.lanesPerBatch) return false;
    this.#looking ??= this.#lease().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Finishes what is under way and gives the rest back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#looking;
    while (this.#running.size > 0) await Promise.all(this.#running);
    const left = [...this.#held.values()].map(({ ws, ct, tk }) => ({ ws, ct, tk }));
    if (left.length > 0) await this.#sql`select runtime_release(${JSON.stringify(left)}::text::jsonb)`;
    this.#held.clear();
  }

  async #lease(): Promise<boolean> {
    const { lanesPerBatch, leaseMs } = this.#settings;
    const leases = await this.#sql<Lease[]>`
      select ws, ct, tk::float8 as tk from runtime_lease(${lanesPerBatch}, ${leaseMs})`;
    if (leases.length > 0) this.give([...leases]);
    return leases.length >= lanesPerBatch;
  }

  #run(): void {
    // A second batch only when it is worth one: many lanes committed together cost little more than one.
    const worth = () => this.#held.size >= (this.#running.size === 0 ? 1 : this.#settings.lanesPerBatch / 2);
    while (worth() && this.#running.size < this.#settings.batches && !this.#stopped) {
      const leases = this.#next();
      const batch: Promise<void> = this.#batch(leases)
        .catch((error: unknown) => this.#logger.error("a batch of turns failed", { error }))
        .then(() => this.#breathe(leases.length))
        .finally(() => {
          this.#running.delete(batch);
          this.#run();
        });
      this.#running.add(batch);
    }
  }

  /** Under load a moment's pause lets the next batch grow: committed together, many lanes cost little more than one. */
  async #breathe(lanes: number): Promise<void> {
    const { lanesPerBatch } = this.#settings;
    if (lanes <= lanesPerBatch / 16 || this.#held.size >= lanesPerBatch || this.#stopped) return;
    await pause(breathMs);
  }

  #next(): Lease[] {
    const leases: Lease[] = [];
    const tooLate = Date.now() - this.#settings.leaseMs * 0.6;
    for (const [key, { at, ws, ct, tk }] of this.#held) {
      this.#held.delete(key);
      if (at > tooLate) leases.push({ ws, ct, tk });
      if (leases.length >= this.#settings.lanesPerBatch) break;
    }
    return leases;
  }

  async #batch(leases: Lease[]): Promise<void> {
    if (leases.length === 0) return;
    const lanes = await loadLanes(this.#sql, leases, this.#settings.rowsPerLane);
    const turns = await this.#workOut(lanes);
    if (turns.length === 0) return;
    await this.#commit(turns);
    this.#committed(turns);
  }

  /** Works lanes out; what they turn out to need is fetched for all of them together, and those are worked out again. */
  async #workOut(lanes: LoadedLane[]): Promise<LaneTurn[]> {
    const knowledge = this.#knowledge.batch();
    const turns: LaneTurn[] = [];
    for (let left = lanes; left.length > 0; ) {
      const wants: Want[] = [];
      const again: LoadedLane[] = [];
      for (const lane of left)
        try {
          turns.push(takeRows(lane, knowledge));
        } catch (error) {
          if (error instanceof Missing) {
            wants.push(error.want);
            again.push(lane);
          } else
            this.#logger.error("a turn could not be worked out", { workspaceId: lane.ws, contactId: lane.ct, error });
        }
      if (wants.length > 0) await knowledge.fetch(wants);
      left = again;
    }
    return turns;
  }

  async #commit(turns: LaneTurn[]): Promise<void> {
    try {
      const outcomes = await commitTurns(this.#sql, turns, this.#settings.leaseMs);
      for (const { k, outcome, more } of outcomes) {
        const { ws, ct, tk } = (turns[k] as LaneTurn).lane;
        // A conflict is worked out again from what the person made of it; a lost lane is somebody else's by now.
        if (outcome === "conflict" || (outcome === "ok" && more))
          this.#held.set(keyOf({ ws, ct }), { ws, ct, tk, at: Date.now() });
      }
    } catch (error) {
      // Only the database's refusal says for sure that nothing was written; after a broken connection the leases run out.
      if (!isRefusal(error)) throw error;
      if (turns.length > 1) for (const turn of turns) await this.#commit([turn]);
      else {
        const { ws, ct } = (turns[0] as LaneTurn).lane;
        this.#logger.error("a turn could not be committed", { workspaceId: ws, contactId: ct, error });
      }
    }
  }
}

const breathMs = 16;

const keyOf = ({ ws, ct }: { ws: string; ct: string }) => `${ws} ${ct}`;

const isRefusal = (error: unknown) => typeof (error as { severity?: unknown }).severity === "string";
