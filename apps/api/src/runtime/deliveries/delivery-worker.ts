import { setTimeout as pause } from "node:timers/promises";
import { UnusableConnection } from "../../modules/connections/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { Loop } from "../loop.ts";
import type { OpenConnections } from "../open-connections.ts";
import type { RuntimeSettings } from "../settings.ts";
import type { ClaimedDelivery, ConnectionTrouble } from "./delivery.ts";
import {
  claimDeliveries,
  keepClaimed,
  type Settled,
  setParts,
  settleDeliveries,
  troubleConnection,
} from "./delivery-queries.ts";
import { PairPace } from "./pair-pace.ts";
import { type Sent, sendDelivery } from "./send-delivery.ts";
import { type Uploaded, Uploads, type WantedUpload } from "./uploads.ts";

/** Sends messages: claims, hands over to providers, and writes what came of it, many at a time. */
export class DeliveryWorker {
  readonly #deps: Deps;
  readonly #settings: RuntimeSettings;
  readonly #connections: OpenConnections;
  readonly #pairs = new PairPace();
  readonly #uploads: Uploads;
  readonly #claiming: Loop;
  readonly #settling: Loop;
  readonly #sending = new Set<Promise<void>>();
  #settled: Settled[] = [];
  #stopped = false;

  constructor(deps: Deps, settings: RuntimeSettings, connections: OpenConnections) {
    this.#deps = deps;
    this.#settings = settings;
    this.#connections = connections;
    this.#uploads = new Uploads(deps);
    const { logger } = deps;
    this.#claiming = new Loop({
      name: "claiming messages",
      everyMs: settings.pollMs,
      logger,
      work: () => this.#claim(),
    });
    this.#settling = new Loop({ name: "settling messages", everyMs: 1000, logger, work: () => this.#settle() });
  }

  /** There may be messages to send. */
  wake(): void {
    this.#claiming.wake();
  }

  /** Claims nothing more, and writes down what becomes of what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#claiming.stop();
    this.#uploads.stop();
    await Promise.all(this.#sending);
    await this.#settling.stop();
    while (this.#settled.length > 0) await this.#settle();
  }

  async #claim(): Promise<boolean> {
    const free = this.#settings.sends - this.#sending.size;
    if (free <= 0 || this.#stopped) return false;
    const claimed = await claimDeliveries(this.#deps.sql, free);
    for (const delivery of claimed.filter(({ dropped }) => !dropped)) {
      const sending: Promise<void> = this.#send(delivery).finally(() => this.#sending.delete(sending));
      this.#sending.add(sending);
    }
    return claimed.length >= free;
  }

  async #send(delivery: ClaimedDelivery): Promise<void> {
    if (delivery.waitMs > 0) await pause(delivery.waitMs);
    const { outcome, trouble } = await this.#handOver(delivery).catch((error: unknown) => this.#later(delivery, error));
    if (trouble) await this.#trouble(delivery, trouble);
    this.#settled.push({ delivery, outcome });
    this.#settling.wake();
  }

  /** Never throws: what became of the message must not be lost with it, and the next one meets the same trouble. */
  async #trouble(delivery: ClaimedDelivery, trouble: ConnectionTrouble): Promise<void> {
    const { connectionId } = delivery;
    try {
      await troubleConnection(this.#deps.sql, delivery, trouble);
    } catch (error) {
      this.#deps.logger.error("trouble with a connection could not be written down", { connectionId, error });
    }
  }

  /** Something of ours failed before the provider was given anything. */
  #later({ id, partsDone }: ClaimedDelivery, error: unknown): Sent {
    this.#deps.logger.error("a message could not be handed over; trying again soon", { deliveryId: id, error });
    const at = this.#deps.now().getTime() + laterMs;
    return { outcome: { out: "retry", at, free: true, partsDone } };
  }

  async #handOver(delivery: ClaimedDelivery): Promise<Sent> {
    const { partsDone } = delivery;
    const now = () => this.#deps.now().getTime();
    const { ws, connectionId } = delivery;
    const access = await this.#connections.open(ws, connectionId).catch((error: unknown) => {
      if (error instanceof UnusableConnection) return error;
      throw error;
    });
    if (!access || access instanceof UnusableConnection) {
      const detail = access?.message ?? "The connection was removed.";
      return { outcome: { out: "failed", partsDone, code: "not-sent", detail } };
    }
    const allowedAt = this.#pairs.take(`${connectionId} ${delivery.contactId}`, now());
    if (allowedAt > now()) return { outcome: { out: "retry", at: allowedAt, free: true, partsDone } };
    return sendDelivery(delivery, {
      access,
      settings: this.#settings,
      now,
      upload: (hash, filename) => this.#upload(delivery, { ws, connectionId, access, hash, filename }),
      setParts: (parts) => setParts(this.#deps.sql, delivery, parts),
    });
  }

  /** A slow upload is no message that nobody answered for: until it is sent, it is claimed anew. */
  async #upload(delivery: ClaimedDelivery, wanted: WantedUpload): Promise<Uploaded> {
    const claim = setInterval(() => {
      keepClaimed(this.#deps.sql, delivery).catch((error: unknown) =>
        this.#deps.logger.warn("a message could not be claimed anew", { deliveryId: delivery.id, error }),
      );
    }, this.#settings.unknownAfterMs / 3);
    return this.#uploads.idOf(wanted).finally(() => clearInterval(claim));
  }

  async #settle(): Promise<boolean> {
    const batch = this.#settled.splice(0, 200);
    if (batch.length === 0) return false;
    try {
      await settleDeliveries(this.#deps.sql, batch);
    } catch (error) {
      // What is known must not be lost: an accepted message would be shown as unknown.
      this.#settled.unshift(...batch);
      throw error;
    }
    this.#claiming.wake();
    this.#deps.signals.emit("changes");
    if (batch.some(({ outcome }) => outcome.out === "failed")) this.#deps.signals.emit("work");
    return this.#settled.length > 0;
  }
}

const laterMs = 2_000;
