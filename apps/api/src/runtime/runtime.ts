import { registryOf } from "../modules/node-types/index.ts";
import type { Deps } from "../platform/deps.ts";
import { DeliveryWorker } from "./deliveries/delivery-worker.ts";
import { EffectWorker } from "./effects/effect-worker.ts";
import { intakeOf } from "./intake/intake-of.ts";
import { Loop } from "./loop.ts";
import { MediaWorker } from "./media-worker.ts";
import { OpenConnections } from "./open-connections.ts";
import { prune } from "./prune.ts";
import { defaultSettings, type RuntimeSettings } from "./settings.ts";
import { type LaneWorker, type TurnNews, TurnWorker } from "./turn/turn-worker.ts";

/** What runs in the background of this process. */
export interface Runtime {
  /** Finishes what is under way; what is not begun is left to other processes, or to the next start. */
  stop(): Promise<void>;
}

/** Starts whoever works turns out. */
export type StartTurns = (settings: RuntimeSettings, news: TurnNews) => LaneWorker;

/** In the thread that serves everything else: enough for tests. */
const turnsHere =
  (deps: Deps): StartTurns =>
  (settings, news) =>
    new TurnWorker({ sql: deps.sql, logger: deps.logger, settings, registry: registryOf(deps), ...news });

/**
 * Starts the workers: turns, deliveries, effects, timers, statuses, files. Any number of processes may do so over one
 * database; signals only make them look sooner.
 */
export function startRuntime(
  deps: Deps,
  settings: Partial<RuntimeSettings> = {},
  startTurns: StartTurns = turnsHere(deps),
): Runtime {
  const all = { ...defaultSettings, ...settings };
  const { sql, logger, signals } = deps;
  const connections = new OpenConnections(deps);
  const deliveries = new DeliveryWorker(deps, all, connections);
  const media = new MediaWorker(deps, all, connections);
  const turns = startTurns(all, {
    committed: (left) => {
      if (left.messages) deliveries.wake();
      if (left.effects) effects.wake();
      if (left.media) media.wake();
      signals.emit("changes");
    },
    full: () => signals.emit("work"),
  });
  const loop = (name: string, everyMs: number, work: () => Promise<boolean>) =>
    new Loop({ name, everyMs, logger, work });
  const lanes = loop("looking for lanes", all.pollMs, () => turns.look());
  const effects = new EffectWorker(deps, all, () => lanes.wake());
  const timers = loop("firing timers", all.pollMs, async () => {
    const [row] = await sql<{ count: number }[]>`select runtime_fire_timers(200) as count`;
    const count = row?.count ?? 0;
    if (count > 0) lanes.wake();
    return count >= 200;
  });
  const statuses = loop("taking statuses", all.pollMs, async () => {
    const [row] = await sql<{ count: number }[]>`select runtime_take_statuses(500) as count`;
    const count = row?.count ?? 0;
    if (count > 0) {
      signals.emit("changes");
      lanes.wake();
      deliveries.wake();
    }
    return count >= 500;
  });
  const sweeps = loop("sweeping", Math.min(5_000, all.unknownAfterMs / 4), async () => {
    const [row] = await sql<{ unknown: number; orphans: number }[]>`
      select runtime_give_up_waiting(${all.unknownAfterMs}) as unknown, runtime_fail_orphans(200) as orphans`;
    const { unknown = 0, orphans = 0 } = row ?? {};
    if (unknown + orphans > 0) {
      signals.emit("changes");
      deliveries.wake();
    }
    if (orphans > 0) lanes.wake();
    await effects.sweep();
    return orphans > 0;
  });
  const pruning = loop("forgetting what is old", 10 * 60_000, () => prune(sql, Date.now()));
  intakeOf(deps).connect(turns, () => statuses.wake());
  const off = signals.on("work", () => {
    for (const each of [lanes, timers, statuses, deliveries, effects, media]) each.wake();
  });
  for (const each of [lanes, timers, statuses, sweeps, deliveries, effects, media]) each.wake();
  return {
    stop: async () => {
      off();
      await Promise.all([lanes, timers, statuses, sweeps, pruning].map((each) => each.stop()));
      await turns.stop();
      await Promise.all([deliveries.stop(), effects.stop(), media.stop()]);
    },
  };
}
