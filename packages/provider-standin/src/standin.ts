import type { Hono } from "hono";
import type { StandinAccounts } from "./account.ts";
import { type Chaos, noChaos } from "./chaos.ts";
import { type Core, defaultRules, type StandinRules } from "./core.ts";
import { advance } from "./customer/thread.ts";
import { createGraph } from "./graph/graph.ts";
import { PairRate } from "./graph/pair-rate.ts";
import { approveLater } from "./graph/templates.ts";
import { Tries } from "./graph/tries.ts";
import type { HandsetEvent } from "./handset/schema.ts";
import { newIds, type RandomBytes, systemRandom } from "./ids.ts";
import { Ledger, type LedgerEntry } from "./ledger.ts";
import { defaultLimits, type StandinLimits, State } from "./state/state.ts";
import { memoryStore, type StandinStore } from "./state/store.ts";
import { type Deliver, deliverByFetch, WebhookSender } from "./webhooks/webhook-sender.ts";

export interface StandinOptions {
  accounts: StandinAccounts;
  /** In memory, unless given. */
  store?: StandinStore;
  deliver?: Deliver;
  clock?: () => number;
  random?: RandomBytes;
  limits?: Partial<StandinLimits>;
  rules?: Partial<StandinRules>;
  chaos?: Partial<Chaos>;
  /** Told when saving fails; the stand-in goes on in memory. */
  onSaveError?: (error: unknown) => void;
}

export interface Standin {
  /** The Graph API's side. Mount it with `route`, so that file addresses know their path. */
  graph: Hono;
  /** For `createHandset`, and for tests that act as the customer without HTTP. */
  core: Core;
  /** Every message accepted since the start. */
  ledger(): readonly LedgerEntry[];
  setChaos(chaos: Partial<Chaos>): void;
  /** Resolves when no webhook waits. */
  idle(): Promise<void>;
  /** Stops trying, saves. */
  close(): Promise<void>;
}

const savePauseMs = 2000;

/** Begins where the store left off; webhooks that were not taken are tried again. */
export async function createStandin(options: StandinOptions): Promise<Standin> {
  const store = options.store ?? memoryStore();
  const snapshot = await store.load();
  const limits = { ...defaultLimits, ...options.limits };
  const clock = options.clock ?? Date.now;
  const state = new State(limits, snapshot);
  const timers = new Set<NodeJS.Timeout>();
  const listeners = new Map<string, Set<(event: HandsetEvent) => void>>();
  let saving: NodeJS.Timeout | undefined;

  const save = async () => {
    saving = undefined;
    try {
      await store.save({ ...state.snapshot(), webhooks: core.webhooks.pending() });
    } catch (error) {
      options.onSaveError?.(error);
    }
  };
  const core: Core = {
    accounts: options.accounts,
    store,
    state,
    limits,
    clock,
    ids: newIds(options.random ?? systemRandom),
    ledger: new Ledger(limits.ledger),
    chaos: { ...noChaos, ...options.chaos },
    rules: { ...defaultRules, ...options.rules },
    pairRate: new PairRate({ clock, isOn: () => core.rules.pairRate }),
    tries: new Tries(),
    webhooks: new WebhookSender({
      accounts: options.accounts,
      deliver: options.deliver ?? deliverByFetch,
      clock,
      chaos: () => core.chaos,
      onTaken: ({ messageId }) => {
        if (messageId !== null) advance(core, messageId, "delivered");
        core.changed("");
      },
    }),
    changed: (phoneNumberId, ...events) => {
      saving ??= setTimeout(() => void save(), savePauseMs).unref();
      for (const listener of listeners.get(phoneNumberId) ?? []) for (const event of events) listener(event);
    },
    subscribe: (phoneNumberId, listener) => {
      const all = listeners.get(phoneNumberId) ?? new Set();
      listeners.set(phoneNumberId, all.add(listener));
      return () => {
        all.delete(listener);
        if (all.size === 0) listeners.delete(phoneNumberId);
      };
    },
    later: (ms, work) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, ms);
      timers.add(timer);
    },
  };
  for (const webhook of snapshot?.webhooks ?? []) core.webhooks.enqueue(webhook);
  for (const template of state.templatesUnderReview()) approveLater(core, template);

  return {
    graph: createGraph(core),
    core,
    ledger: () => core.ledger.entries(),
    setChaos: (chaos) => Object.assign(core.chaos, chaos),
    idle: () => core.webhooks.idle(),
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      clearTimeout(saving);
      await core.webhooks.close();
      await save();
    },
  };
}
