/** Times and bounds of the runtime, in milliseconds where a time. Tests make them shorter. */
export interface RuntimeSettings {
  /** How long a worker may keep a contact's lane before another takes it. */
  leaseMs: number;
  /** How often tables are looked at when nothing wakes us. */
  pollMs: number;
  /** After that a message whose sending nobody answered is shown as unknown, and later ones go on. */
  unknownAfterMs: number;
  /** Lanes taken together. */
  lanesPerBatch: number;
  /** Rows of one lane taken together, and how many answers that came after those are looked at. */
  rowsPerLane: number;
  /** Messages being sent at the same time. */
  sends: number;
  /** HTTP requests of flows at the same time. */
  requests: number;
  /** First pause before a refused message is tried again; doubles each time. */
  retryMs: number;
  /** Tries of a message before it fails. */
  attempts: number;
}

export const defaultSettings: RuntimeSettings = {
  leaseMs: 10_000,
  pollMs: 500,
  unknownAfterMs: 60_000,
  lanesPerBatch: 64,
  rowsPerLane: 20,
  sends: 64,
  requests: 32,
  retryMs: 1_000,
  attempts: 8,
};
