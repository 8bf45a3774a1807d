import type { DatabaseTarget } from "../../platform/db/client.ts";
import type { LogOptions } from "../../platform/logger.ts";
import type { RuntimeSettings } from "../settings.ts";
import type { LaneKey } from "../turn/lane.ts";
import type { Committed } from "../turn/turn-worker.ts";

/** What the thread is started with: plain data, since threads share no objects. */
export interface ThreadStart {
  target: DatabaseTarget;
  settings: RuntimeSettings;
  /** Code of the node types installed on this server. */
  extensions: string[];
  log: LogOptions;
}

/** What the thread is told. */
export type Order = { kind: "lanes"; lanes: LaneKey[] } | { kind: "look" } | { kind: "stop" };

/** What it tells. */
export type News = { kind: "committed"; what: Committed } | { kind: "full" } | { kind: "looked"; more: boolean };
