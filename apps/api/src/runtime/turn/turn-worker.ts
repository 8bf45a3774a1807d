import { setTimeout as pause } from "node:timers/promises";
import type { NodeRegistry } from "@prosa/flow-schema";
import type { Sql } from "postgres";
import type { Logger } from "../../platform/logger.ts";
import type { RuntimeSettings } from "../settings.ts";
import { commitTurns } from "./commit-turns.ts";
import { Missing, type Want } from "./knowledge.ts";
import { KnowledgeCache } from "./knowledge-cache.ts";
import type { LaneKey, LoadedLane } from "./lane.ts";
import type { LaneTurn } from "./lane-turn.ts";
import { sorted, takeLanes } from "./take-lanes.ts";
import { takeRows } from "./take-rows.ts";

/** Takes lanes and works their events out. */
export interface LaneWorker {
  /** Lanes that have something to take. */
  give(lanes: LaneKey[]): void;
  /** Looks at the table for lanes that nobody holds. True: there may be more. */
  look(): Promise<boolean>;
  /** Finishes what is under way; the rest stays in the table. */
  stop(): Promise<void>;
}

/** What a worker tells whoever has something to do then. */
export interface TurnNews {
  committed(what: Committed): void;
  /** It was given more than it can take: that stays in the table, for whoever looks first. */
  full(): void;
}

/** What a worker works with. */
export interface TurnWorkerParts {
  sql: Sql;
  logger: Logger;
  settings: RuntimeSettings;
  registry: NodeRegistry;
}

/** Whether turns that were just committed left something to send, to ask for or to fetch. */
export interface Committed {
  messages: boolean;
  effects: boolean;
  media: boolean;
}

/**
 * Takes lanes, works their events out and commits them, several at a time. Which lanes have something to take is told by the
 * intake, and seen in the table.
 */
export class TurnWorker implements LaneWorker {
  readonly #sql: Sql;
  readonly #logger: Logger;
  readonly #settings: RuntimeSettings;
  readonly #knowledge: KnowledgeCache;
  readonly #news: TurnNews;
  /** Lanes to be taken, the longest waiting first. */
  readonly #waiting = new Map<string, LaneKey>();
  #running: Promise<void> | undefined;
  #looking: Promise<boolean> | undefined;
  #stopped = false;

  constructor(given: TurnWorkerParts & TurnNews) {
    this.#sql = given.sql;
    this.#logger = given.logger;
    this.#settings = given.settings;
    this.#knowledge = new KnowledgeCache(given.sql, given.registry);
    this.#news = given;
  }

  give(lanes: LaneKey[]): void {
    if (this.#stopped || this.#waiting.size >= mostWaiting) {
      this.#news.full();
      return;
    }
    for (const { ws, ct } of lanes) this.#waiting.set(keyOf({ ws, ct }), { ws, ct });
    this.#running ??= this.#run();
  }

  async look(): Promise<boolean> {
    if (this.#stopped || this.#waiting.size >= this.#settings.lanesPerBatch) return false;
    this.#looking ??= this.#find().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#looking;
    await this.#running;
  }

  async #find(): Promise<boolean> {
    const { lanesPerBatch } = this.#settings;
    const lanes = await this.#sql<LaneKey[]>`select ws, ct from runtime_waiting_lanes(${lanesPerBatch})`;
    if (lanes.length > 0) this.give(lanes);
    return lanes.length >= lanesPerBatch;
  }

  /**
   * One batch at a time: a second one would take the processor from whoever acknowledges messages, and together they would be
   * slower than one after the other.
   */
  async #run(): Promise<void> {
    // Not within the caller's work: what is given together is taken together.
    await Promise.resolve();
    while (this.#waiting.size > 0 && !this.#stopped) {
      const lanes = this.#next();
      await this.#batch(lanes).catch((error: unknown) => this.#logger.error("a batch of turns failed", { error }));
      await this.#breathe(lanes.length);
    }
    this.#running = undefined;
  }

  /** Under load a moment's pause lets the next batch grow: committed together, many lanes cost little more than one. */
  async #breathe(lanes: number): Promise<void> {
    const { lanesPerBatch } = this.#settings;
    if (lanes <= lanesPerBatch / 16 || this.#waiting.size >= lanesPerBatch || this.#stopped) return;
    await pause(breathMs);
  }

  /** Takes the lanes of the next batch. One that gets more meanwhile comes back for the one after. */
  #next(): LaneKey[] {
    const lanes: LaneKey[] = [];
    for (const [key, lane] of this.#waiting) {
      if (lanes.length >= this.#settings.lanesPerBatch) break;
      lanes.push(lane);
      this.#waiting.delete(key);
    }
    return lanes;
  }

  async #batch(keys: LaneKey[]): Promise<void> {
    const lanes = await takeLanes(this.#sql, keys, this.#settings);
    const turns = await this.#workOut(lanes);
    if (turns.length === 0) return;
    await this.#commit(sorted(turns.map((turn) => ({ ...turn.lane, turn }))).map(({ turn }) => turn));
    this.#news.committed({
      messages: turns.some(({ messages }) => messages.some(({ direction }) => direction === "out")),
      effects: turns.some(({ effects }) => effects.length > 0),
      media: turns.some(({ media }) => media.length > 0),
    });
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
      const outcomes = await commitTurns(this.#sql, turns);
      for (const { place, outcome, more } of outcomes) {
        const { ws, ct } = (turns[place - 1] as LaneTurn).lane;
        // A conflict is worked out again from what the person made of it; a lost lane is somebody else's by now.
        if (outcome === "conflict" || more) this.#waiting.set(keyOf({ ws, ct }), { ws, ct });
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

const breathMs = 10;
/** Lanes that are remembered; more are found in the table when these have been taken. */
const mostWaiting = 10_000;

const keyOf = ({ ws, ct }: LaneKey) => `${ws} ${ct}`;

const isRefusal = (error: unknown) => typeof (error as { severity?: unknown }).severity === "string";
