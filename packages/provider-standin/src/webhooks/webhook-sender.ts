import type { StandinAccounts } from "../account.ts";
import { type Chaos, roll } from "../chaos.ts";
import type { StoredWebhook } from "../state/store.ts";
import { sign } from "./sign.ts";

/** Posts a webhook and answers its HTTP status; throws when it cannot be reached. */
export type Deliver = (webhook: {
  url: string;
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}) => Promise<number>;

export const deliverByFetch: Deliver = async ({ url, body, headers }) => {
  const response = await fetch(url, {
    method: "POST",
    body,
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(20_000),
  });
  await response.body?.cancel();
  return response.status;
};

/** Meta tries again "immediately, then with decreasing frequency" for up to 7 days. In ms; the last repeats. */
const pauses = [100, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000];
const lifetime = 7 * 24 * 60 * 60 * 1000;
/** More than this waiting: the oldest are dropped, as after the 7 days. */
const capacity = 20_000;

interface SenderOptions {
  accounts: StandinAccounts;
  deliver: Deliver;
  clock: () => number;
  chaos: () => Chaos;
  /** Said once, when the other side took it. */
  onTaken: (webhook: StoredWebhook) => void;
}

/**
 * Sends webhooks, signed, until each is taken. Those of one lane (a customer) go one after another; lanes do not wait for
 * each other. Repeats that chaos asks for go outside the lane.
 */
export class WebhookSender {
  readonly #options: SenderOptions;
  readonly #lanes = new Map<string, StoredWebhook[]>();
  readonly #sleepers = new Set<{ timer: NodeJS.Timeout; wake: () => void }>();
  readonly #running = new Set<Promise<void>>();
  #closed = false;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** What waits, lane by lane in order. */
  pending(): StoredWebhook[] {
    return [...this.#lanes.values()].flat();
  }

  enqueue(webhook: StoredWebhook): void {
    if (this.#closed) return;
    const lane = this.#lanes.get(webhook.lane);
    if (lane) {
      if (lane.length >= capacity) lane.splice(1, 1);
      lane.push(webhook);
      return;
    }
    this.#lanes.set(webhook.lane, [webhook]);
    this.#keep(this.#work(webhook.lane));
  }

  /** Resolves when nothing waits, repeats included. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Stops trying; what waits stays in `pending`. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { timer, wake } of this.#sleepers) {
      clearTimeout(timer);
      wake();
    }
    this.#sleepers.clear();
    await Promise.all(this.#running);
  }

  async #work(name: string): Promise<void> {
    const lane = this.#lanes.get(name) ?? [];
    const { seed, delayMs } = this.#options.chaos();
    for (let webhook = lane[0]; webhook && !this.#closed; webhook = lane[0]) {
      if (delayMs > 0) await this.#sleep(delayMs * roll(seed, "delay", webhook.id));
      await this.#untilTaken(webhook);
      if (this.#closed) return;
      lane.shift();
    }
    if (lane.length === 0) this.#lanes.delete(name);
  }

  async #untilTaken(webhook: StoredWebhook): Promise<void> {
    for (let tries = 0; !this.#closed; tries++) {
      if (await this.#post(webhook)) return this.#taken(webhook);
      if (this.#options.clock() - webhook.at > lifetime) return;
      await this.#sleep(pauses[Math.min(tries, pauses.length - 1)] ?? 0);
    }
  }

  #taken(webhook: StoredWebhook): void {
    this.#options.onTaken(webhook);
    const { seed, repeat, lateMs } = this.#options.chaos();
    if (roll(seed, "repeat", webhook.id) >= repeat) return;
    this.#keep(this.#again(webhook, 0));
    this.#keep(this.#again(webhook, lateMs * roll(seed, "late", webhook.id)));
  }

  async #again(webhook: StoredWebhook, after: number): Promise<void> {
    await this.#sleep(after);
    for (let tries = 0; !this.#closed && !(await this.#post(webhook)); tries++)
      await this.#sleep(pauses[Math.min(tries, pauses.length - 1)] ?? 0);
  }

  async #post(webhook: StoredWebhook): Promise<boolean> {
    try {
      const account = await this.#options.accounts.byNumber(webhook.phoneNumberId);
      // The connection was deleted, or has no address: nobody will ever take it.
      if (!account?.webhookUrl) return true;
      const time = Math.floor(this.#options.clock() / 1000);
      const change = { field: webhook.field, value: webhook.value };
      const payload = {
        object: "whatsapp_business_account",
        entry: [{ id: account.businessAccountId, time, changes: [change] }],
      };
      const body = new TextEncoder().encode(JSON.stringify(payload));
      const headers = { "content-type": "application/json", "x-hub-signature-256": sign(account.appSecret, body) };
      return (await this.#options.deliver({ url: account.webhookUrl, body, headers })) === 200;
    } catch {
      // Unreachable is the same as not taken: it is tried again.
      return false;
    }
  }

  #keep(work: Promise<void>): void {
    const running = work.finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  #sleep(ms: number): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(sleeper);
        resolve();
      };
      // A sleeping retry must not keep a process alive that has nothing else to do.
      const sleeper = { timer: setTimeout(wake, ms).unref(), wake };
      this.#sleepers.add(sleeper);
    });
  }
}
