import type { Clock } from "../../clock/clock.ts";
import type { CoreHeaders } from "../core-headers.ts";
import { newBranch } from "../sip-ids.ts";
import { formatSipMessage, type SipMessage, type SipRequest, type SipResponse } from "../sip-message.ts";
import type { SipTimers } from "../sip-timers.ts";
import { type Hop, isReliable, isSamePlace } from "../transport/sip-transport.ts";
import { formatVia } from "../via.ts";
import { type ClientHandlers, ClientTransaction } from "./client-transaction.ts";
import { ServerTransaction } from "./server-transaction.ts";
import { clientKey, serverKey } from "./transaction-key.ts";

/** How the layer reaches the network and its user. */
export type TransactionLayerOptions = {
  clock: Clock;
  timers: SipTimers;
  send: (bytes: Uint8Array, to: Hop) => Promise<void>;
  /** The host and port that go into Via for a hop. */
  sentBy(hop: Hop): { host: string; port: number };
  /** How many requests of others may be under way; default 100,000. */
  maxServers?: number;
};

// Half a minute of three thousand requests a second, at some kilobytes each. Above it new requests are dropped, as on a
// line that is full: their senders repeat them.
const MAX_SERVERS = 100_000;

/** Keeps every running transaction and gives each message to the one it belongs to. */
export class TransactionLayer {
  readonly #options: TransactionLayerOptions;
  readonly #clients = new Map<string, { transaction: ClientTransaction; hop: Hop }>();
  readonly #servers = new Map<string, ServerTransaction>();
  readonly #maxServers: number;

  constructor(options: TransactionLayerOptions) {
    this.#options = options;
    this.#maxServers = options.maxServers ?? MAX_SERVERS;
  }

  /** Sends a request in a new transaction; its Via is added here. */
  request(request: SipRequest, hop: Hop, handlers: ClientHandlers): ClientTransaction {
    const branch = newBranch();
    request.headers.prepend("Via", this.#via(hop, branch));
    return this.#startClient(request, { hop, handlers, key: `${branch} ${request.method}` });
  }

  /** Sends the CANCEL of an INVITE: it carries that INVITE's own Via. */
  cancel(cancel: SipRequest, hop: Hop): void {
    const branch = /;branch=([^;\s]+)/.exec(cancel.headers.get("Via") ?? "")?.[1] ?? "";
    // Whether the CANCEL itself is answered changes nothing: the INVITE's own final response decides.
    const handlers = { onResponse: () => undefined, onFailure: () => undefined };
    this.#startClient(cancel, { hop, handlers, key: `${branch} CANCEL` });
  }

  /**
   * What sends a request that has no transaction, the ACK of a 2xx, each time it is called. Each copy has a branch of its
   * own: peers that take one for a repetition have answered with their 2xx again, without end.
   */
  ackSender(ack: SipRequest, hop: Hop): () => void {
    return () => {
      const headers = ack.headers.clone().prepend("Via", this.#via(hop, newBranch()));
      this.#options.send(formatSipMessage({ ...ack, headers }), hop).catch(() => undefined);
    };
  }

  /** Gives a response to its transaction; false when there is none. */
  receiveResponse(response: SipResponse, core: CoreHeaders): boolean {
    const client = this.#clients.get(clientKey(core));
    client?.transaction.receive(response);
    return client !== undefined;
  }

  /** The requests of ours that went to a place and still run. */
  askedAt(place: Hop): ClientTransaction[] {
    const clients = [...this.#clients.values()].filter(({ hop }) => isSamePlace(hop, place));
    return clients.map(({ transaction }) => transaction);
  }

  /**
   * Gives a request to its transaction and answers undefined, or, when it is new, answers with the transaction to
   * respond in. An ACK that matches nothing belongs to a 2xx: it has no transaction. Nor has what is too much.
   */
  receiveRequest(request: SipRequest, core: CoreHeaders, from: Hop): ServerTransaction | undefined {
    const key = serverKey(request, core);
    const known = this.#servers.get(key);
    if (known) {
      known.receive(request);
      return undefined;
    }
    if (request.method === "ACK" || this.#servers.size >= this.#maxServers) return undefined;
    const transaction = new ServerTransaction(
      request,
      this.#context(from, () => this.#servers.delete(key)),
    );
    this.#servers.set(key, transaction);
    return transaction;
  }

  /** The transaction an ACK or CANCEL belongs to, if it still runs. */
  findInvite(request: SipRequest, core: CoreHeaders): ServerTransaction | undefined {
    return this.#servers.get(serverKey(request, core, "INVITE"));
  }

  /** Running transactions, for statistics and tests. */
  get size(): number {
    return this.#clients.size + this.#servers.size;
  }

  #startClient(
    request: SipRequest,
    { hop, handlers, key }: { hop: Hop; handlers: ClientHandlers; key: string },
  ): ClientTransaction {
    const context = this.#context(hop, () => this.#clients.delete(key));
    const transaction = new ClientTransaction(request, context, handlers);
    this.#clients.set(key, { transaction, hop });
    return transaction;
  }

  #context(hop: Hop, onEnd: () => void) {
    const { clock, timers } = this.#options;
    const send = (message: SipMessage) => this.#options.send(formatSipMessage(message), hop);
    return { clock, timers, reliable: isReliable(hop.protocol), send, onEnd };
  }

  #via(hop: Hop, branch: string): string {
    const params = new Map<string, string | null>([
      ["branch", branch],
      ["rport", null],
    ]);
    return formatVia({ transport: hop.protocol.toUpperCase(), ...this.#options.sentBy(hop), params });
  }
}
