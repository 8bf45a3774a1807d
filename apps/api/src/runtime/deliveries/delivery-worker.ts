import { setTimeout as pause } from "node:timers/promises";
import type { SortedError } from "@prosa/channels";
import type { ChannelAccess } from "../../modules/connections/index.ts";
import { findMediaFile, findUpload, saveUpload } from "../../modules/media/index.ts";
import { scopeOfRuntime } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { Loop } from "../loop.ts";
import type { OpenConnections } from "../open-connections.ts";
import type { RuntimeSettings } from "../settings.ts";
import type { ClaimedDelivery, ConnectionTrouble } from "./delivery.ts";
import { claimDeliveries, type Settled, setParts, settleDeliveries, troubleConnection } from "./delivery-queries.ts";
import { PairPace } from "./pair-pace.ts";
import { type Sent, sendDelivery } from "./send-delivery.ts";

/** Sends messages: claims, hands over to providers, and writes what came of it, many at a time. */
export class DeliveryWorker {
  readonly #deps: Deps;
  readonly #settings: RuntimeSettings;
  readonly #connections: OpenConnections;
  readonly #pairs = new PairPace();
  readonly #claiming: Loop;
  readonly #settling: Loop;
  readonly #sending = new Set<Promise<void>>();
  #settled: Settled[] = [];
  #stopped = false;

  constructor(deps: Deps, settings: RuntimeSettings, connections: OpenConnections) {
    this.#deps = deps;
    this.#settings = settings;
    this.#connections = connections;
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
    const access = await this.#connections.open(delivery.ws, delivery.connectionId);
    if (!access)
      return { outcome: { out: "failed", partsDone, code: "not-sent", detail: "The connection was removed." } };
    const allowedAt = this.#pairs.take(`${delivery.connectionId} ${delivery.contactId}`, now());
    if (allowedAt > now()) return { outcome: { out: "retry", at: allowedAt, free: true, partsDone } };
    return sendDelivery(delivery, {
      access,
      settings: this.#settings,
      now,
      upload: (hash, filename) => this.#upload({ delivery, access, hash, filename }),
      setParts: (parts) => setParts(this.#deps.sql, delivery, parts),
    });
  }

  /** Each file goes to a provider once a month, not once a message. */
  async #upload({
    delivery,
    access,
    hash,
    filename,
  }: {
    delivery: ClaimedDelivery;
    access: ChannelAccess;
    hash: string;
    filename: string | undefined;
  }): Promise<{ id: string } | { error: SortedError }> {
    const { channel, connection, fetch } = access;
    const scope = scopeOfRuntime(this.#deps.db, delivery.ws);
    const now = this.#deps.now();
    const known = await findUpload(scope, { connectionId: delivery.connectionId, hash, now });
    if (known) return { id: known };
    const file = await findMediaFile(scope, hash);
    if (!file || (await this.#deps.storage.size(delivery.ws, hash)) === undefined)
      return {
        error: { action: "give-up", code: "media-missing", providerCode: null, detail: "The file is not kept here." },
      };
    const chunks: Buffer[] = [];
    for await (const chunk of this.#deps.storage.read(delivery.ws, hash)) chunks.push(chunk as Buffer);
    const uploaded = await channel.uploadMedia({
      file: {
        bytes: new Uint8Array(Buffer.concat(chunks)),
        mimeType: file.mimeType,
        filename: filename ?? file.filename ?? "file",
      },
      connection,
      fetch,
    });
    if (!uploaded.ok) return { error: uploaded.error };
    const { providerMediaId } = uploaded.value;
    const expiresAt = new Date(now.getTime() + channel.mediaLifetimeMs);
    await saveUpload(scope, { connectionId: delivery.connectionId, hash, providerMediaId, expiresAt });
    return { id: providerMediaId };
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
