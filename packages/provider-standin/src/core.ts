import type { StandinAccounts } from "./account.ts";
import type { Chaos } from "./chaos.ts";
import type { PairRate } from "./graph/pair-rate.ts";
import type { Tries } from "./graph/tries.ts";
import type { HandsetEvent } from "./handset/schema.ts";
import type { Ids } from "./ids.ts";
import type { Ledger } from "./ledger.ts";
import type { StandinLimits, State } from "./state/state.ts";
import type { StandinStore } from "./state/store.ts";
import type { WebhookSender } from "./webhooks/webhook-sender.ts";

/** What the two sides of the stand-in, Graph and handset, share. */
export interface Core {
  accounts: StandinAccounts;
  store: StandinStore;
  state: State;
  limits: StandinLimits;
  clock: () => number;
  ids: Ids;
  webhooks: WebhookSender;
  ledger: Ledger;
  chaos: Chaos;
  pairRate: PairRate;
  tries: Tries;
  rules: StandinRules;
  /** Something changed: saves soon, and tells the handsets that look at this number. */
  changed(phoneNumberId: string, ...events: HandsetEvent[]): void;
  subscribe(phoneNumberId: string, listener: (event: HandsetEvent) => void): () => void;
  /** Runs later, unless the stand-in is closed first. */
  later(ms: number, work: () => void): void;
}

export interface StandinRules {
  /** Free messages only within 24 hours of the customer's last (131047). */
  window: boolean;
  /** One message in 6 s to a customer, 45 at once (131056). */
  pairRate: boolean;
  /** Statuses beyond `sent`: `handset` reads when the customer looks, `auto` at once. */
  read: "handset" | "auto";
  /** How long a new template waits for its approval, ms. */
  templateReviewMs: number;
}

export const defaultRules: StandinRules = { window: true, pairRate: false, read: "handset", templateReviewMs: 3000 };
export const windowMs = 24 * 60 * 60 * 1000;
