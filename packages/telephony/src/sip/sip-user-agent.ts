import { type Clock, systemClock } from "../clock/clock.ts";
import { BadRequestError } from "./bad-request-error.ts";
import { buildResponse } from "./build-response.ts";
import { ALLOWED_METHODS, type CallContext, SDP_TYPE, SUPPORTED_EXTENSIONS } from "./call/call-context.ts";
import { CallRegistry } from "./call/call-registry.ts";
import type { DialogUsage } from "./call/dialog-usage.ts";
import { IncomingSipCall } from "./call/incoming-sip-call.ts";
import { type OutgoingHandlers, OutgoingSipCall } from "./call/outgoing-sip-call.ts";
import { checkRequest, isRefusal } from "./check-request.ts";
import { checkResponse } from "./check-response.ts";
import { type CoreHeaders, readCoreHeaders } from "./core-headers.ts";
import { parseSipMessage } from "./parse-sip-message.ts";
import { newTag } from "./sip-ids.ts";
import { formatSipMessage, type SipRequest, type SipResponse } from "./sip-message.ts";
import { SipNetwork } from "./sip-network.ts";
import { SipParseError } from "./sip-parse-error.ts";
import { SIP_TIMERS, type SipTimers } from "./sip-timers.ts";
import { escapeUser, formatUri, parseSipUri } from "./sip-uri.ts";
import type { CallRequest, SipUserAgentOptions } from "./sip-user-agent-options.ts";
import type { ServerTransaction } from "./transaction/server-transaction.ts";
import { TransactionLayer } from "./transaction/transaction-layer.ts";
import { pathOf, respondTo } from "./transport/respond-to.ts";
import type { Hop, SipProtocol } from "./transport/sip-transport.ts";
import type { Trunk } from "./trunk.ts";
import { Trunks } from "./trunks.ts";

/** A SIP endpoint: listens, registers its trunks, takes calls and makes them. */
export class SipUserAgent {
  readonly #options: SipUserAgentOptions;
  readonly #clock: Clock;
  readonly #timers: SipTimers;
  readonly #layer: TransactionLayer;
  readonly #network: SipNetwork;
  readonly #trunks: Trunks;
  readonly #calls: CallRegistry;
  #closing: Promise<void> | undefined;

  private constructor(options: SipUserAgentOptions) {
    this.#options = options;
    const clock = options.clock ?? systemClock;
    this.#clock = {
      now: () => clock.now(),
      after: (ms, action) => clock.after(ms, () => this.#guarded(action)),
    };
    this.#timers = options.timers ?? SIP_TIMERS;
    this.#network = new SipNetwork(this.#clock);
    this.#calls = new CallRegistry(this.#clock);
    this.#layer = new TransactionLayer({
      clock: this.#clock,
      timers: this.#timers,
      send: (bytes, to) => this.#send(bytes, to),
      sentBy: (hop) => this.#network.sentBy(hop),
    });
    this.#trunks = new Trunks({
      clock: this.#clock,
      layer: this.#layer,
      network: this.#network,
      onRegistration: options.onRegistration,
    });
  }

  /** Opens the listeners and the trunks. Rejects when an address cannot be bound or a server's name is unknown. */
  static async open(options: SipUserAgentOptions): Promise<SipUserAgent> {
    const agent = new SipUserAgent(options);
    try {
      await agent.#open();
    } catch (error) {
      await agent.close();
      throw error;
    }
    return agent;
  }

  /** The address each protocol really listens on. */
  local(protocol: SipProtocol): { address: string; port: number } | undefined {
    return this.#network.transports.local(protocol);
  }

  /** What it is busy with: transactions that run, calls that ring or are established. */
  get activity(): { transactions: number; ringing: number; established: number } {
    return { transactions: this.#layer.size, ...this.#calls.counts };
  }

  /** Prepares a call; `start` sends it. Throws when the trunk is unknown or full, `to` is no address, or we close. */
  call(request: CallRequest): OutgoingSipCall {
    if (this.#closing) throw new Error("the user agent is closing");
    const trunk = this.#trunks.named(request.trunk);
    if (trunk === undefined) throw new Error(`no such trunk: ${request.trunk}`);
    if (trunk.isFull) throw new Error(`trunk ${request.trunk} carries all the calls it may`);
    const wanted = /^sips?:/i.test(request.to) ? request.to : `sip:${escapeUser(request.to)}@${trunk.domain}`;
    const { headers: wish, ...target } = parseSipUri(wanted);
    const uri = formatUri(target);
    const { displayName, user = trunk.options.user } = request.from ?? {};
    const address = parseSipUri(`sip:${escapeUser(user)}@${trunk.domain}`);
    const from = { ...(displayName === undefined ? {} : { displayName }), uri: address, params: new Map() };
    const { handlers, media, ringTimeout = 60_000 } = request;
    const headers = [...(request.headers ?? []), ...replacesHeader(wish)];
    trunk.activeCalls++;
    const onEnd: OutgoingHandlers["onEnd"] = (end) => {
      trunk.activeCalls--;
      this.#calls.removeOutgoing(call);
      this.#guarded(() => handlers.onEnd(end));
    };
    const call = new OutgoingSipCall(this.#context(trunk), {
      target: { uri, from, hops: () => trunk.hops, onHopFailed: (hop) => trunk.avoid(hop), ringTimeout, headers },
      media,
      handlers: { ...handlers, onEnd },
    });
    this.#calls.addOutgoing(call);
    return call;
  }

  /** Ends every call, takes the registrations back and closes the sockets. Closing twice is harmless. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.all([this.#sayGoodbye(), this.#trunks.stop()]);
    await this.#network.transports.close();
  }

  // A telephone that is not told would ring on: a CANCEL waits for the first response to its INVITE, and a BYE for its
  // way to be found. Their answers are not waited for, nor anybody who says nothing.
  async #sayGoodbye(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const stopWaiting = this.#clock.after(4 * this.#timers.t1, late.resolve);
    const gone = this.#calls.endAll().then(() => this.#network.allSent());
    await Promise.race([late.promise, gone]);
    stopWaiting();
  }

  async #open(): Promise<void> {
    await this.#network.transports.open(this.#options, {
      onMessage: (bytes, from) => this.#receive(bytes, from),
      onClose: (hop) => this.#guarded(() => this.#disconnected(hop)),
      acceptFrom: (address) => this.#isKnown(address),
    });
    for (const trunk of this.#options.trunks) await this.#trunks.open(trunk);
  }

  #disconnected(hop: Hop): void {
    const asked = this.#layer.askedAt(hop);
    // A registration is begun anew, and what was asked for it is then not sent again.
    this.#trunks.disconnected(hop);
    for (const transaction of asked) transaction.disconnected();
  }

  #isKnown(address: string): boolean {
    return this.#trunks.accept(address) || this.#network.isGuest(address);
  }

  #receive(bytes: Uint8Array, from: Hop): void {
    if (!this.#isKnown(from.address)) return;
    this.#options.onTrace?.("in", bytes, from);
    try {
      const message = parseSipMessage(bytes);
      if (message.kind === "request") this.#receiveRequest(message, from);
      else this.#receiveResponse(message, from);
    } catch (error) {
      if (error instanceof BadRequestError) this.#refuseUnread(error, from);
      else if (!(error instanceof SipParseError)) this.#fault(error);
    }
  }

  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#fault(error);
    }
  }

  // One message must not take down what serves all the others; nor must a mistake of ours go unheard.
  #fault(error: unknown): void {
    if (this.#options.onFault === undefined) throw error;
    this.#options.onFault(error);
  }

  #receiveResponse(response: SipResponse, from: Hop): void {
    const core = checkResponse(response);
    if (core === undefined) return;
    this.#trunks.learnPublicAddress(core, from);
    this.#layer.receiveResponse(response, core);
  }

  #receiveRequest(request: SipRequest, source: Hop) {
    const result = checkRequest(request, {
      methods: ALLOWED_METHODS,
      extensions: SUPPORTED_EXTENSIONS,
      contentTypes: request.method === "INVITE" || request.method === "UPDATE" ? [SDP_TYPE] : [],
    });
    if (isRefusal(result)) return this.#refuse(request, result, source);
    const core = result;
    const from = pathOf(core, source);
    const transaction = this.#layer.receiveRequest(request, core, respondTo(request, core, from));
    const usage = this.#calls.established(core);
    if (request.method === "ACK") return usage?.receiveAck(request);
    if (transaction === undefined) return;
    try {
      this.#handle(transaction, core, { usage, from });
    } catch (error) {
      if (!(error instanceof SipParseError)) throw error;
      // A header that only this method has is malformed: who asked must hear it, and the transaction must end.
      this.#respond(transaction, 400);
    }
  }

  #handle(
    transaction: ServerTransaction,
    core: CoreHeaders,
    { usage, from }: { usage: DialogUsage | undefined; from: Hop },
  ) {
    const { request } = transaction;
    if (request.method === "CANCEL") return this.#receiveCancel(transaction, core);
    if (usage) return usage.receive(transaction, core, from);
    if (request.method === "PRACK") return this.#receivePrack(transaction, core);
    const early = request.method === "UPDATE" ? (this.#calls.early(core) ?? this.#calls.calling(core)) : undefined;
    if (early) return early.answerUpdate(transaction);
    if (core.to.params.has("tag")) return this.#respond(transaction, 481);
    if (request.method === "INVITE") return this.#receiveInvite(transaction, core, from);
    if (request.method === "OPTIONS") return this.#respondOptions(transaction);
    this.#respond(transaction, 481);
  }

  #receiveCancel(transaction: ServerTransaction, core: CoreHeaders): void {
    const invite = this.#layer.findInvite(transaction.request, core);
    this.#respond(transaction, invite ? 200 : 481);
    if (invite) this.#calls.ringing(invite)?.cancel();
  }

  #receivePrack(transaction: ServerTransaction, core: CoreHeaders): void {
    const known = this.#calls.early(core)?.acknowledge(transaction.request.headers.get("RAck") ?? "") ?? false;
    this.#respond(transaction, known ? 200 : 481);
  }

  #receiveInvite(transaction: ServerTransaction, core: CoreHeaders, from: Hop) {
    const trunk = this.#trunks.of(transaction.request, from);
    if (trunk === undefined) return this.#respond(transaction, 403);
    if (this.#calls.isMerged(core)) return this.#respond(transaction, 482);
    const replaced = this.#calls.replacedBy(transaction.request);
    if (typeof replaced === "number") return this.#respond(transaction, replaced);
    const mayRing = !this.#closing && !trunk.isFull && trunk.newCalls.take();
    if (!mayRing) return this.#respond(transaction, 503, [["Retry-After", "5"]]);
    trunk.activeCalls++;
    const call = new IncomingSipCall(this.#context(trunk), { transaction, core, from, replaced });
    this.#calls.addIncoming(transaction, call);
    call.onOver(() => {
      trunk.activeCalls--;
      this.#calls.removeIncoming(transaction);
    });
    this.#options.onCall(call, trunk.options.name);
  }

  #respondOptions(transaction: ServerTransaction): void {
    this.#respond(transaction, 200, [
      ["Allow", ALLOWED_METHODS.join(", ")],
      ["Accept", SDP_TYPE],
      ["Supported", SUPPORTED_EXTENSIONS.join(", ")],
    ]);
  }

  #respond(transaction: ServerTransaction, status: number, headers: [string, string][] = []): void {
    transaction.respond(buildResponse(transaction.request, status, { toTag: newTag(), headers }));
  }

  #refuse(request: SipRequest, refusal: { status: number; reason: string; headers?: [string, string][] }, from: Hop) {
    if (request.method === "ACK") return;
    const core = tryReadCore(request);
    if (core === undefined) return;
    const transaction = this.#layer.receiveRequest(request, core, respondTo(request, core, pathOf(core, from)));
    transaction?.respond(buildResponse(request, refusal.status, { ...refusal, toTag: newTag() }));
  }

  // A request whose frame is broken is answered without a transaction, when it says where to.
  #refuseUnread({ request, status }: BadRequestError, from: Hop): void {
    const core = tryReadCore(request);
    if (core === undefined || request.method === "ACK") return;
    const hop = respondTo(request, core, pathOf(core, from));
    const response = buildResponse(request, status, { toTag: newTag() });
    this.#send(formatSipMessage(response), hop).catch(() => undefined);
  }

  #context(trunk: Trunk): CallContext {
    return {
      clock: this.#clock,
      timers: this.#timers,
      layer: this.#layer,
      authenticator: trunk.authenticator.forCall(),
      sessionExpires: this.#options.sessionExpires ?? 1800,
      minSessionExpires: 90,
      contact: (hop) => this.#network.contact(trunk, hop),
      route: (uri, fallback) => this.#network.route(trunk, uri, fallback),
      register: (usage) => this.#calls.addEstablished(usage),
      unregister: (usage) => this.#calls.removeEstablished(usage),
    };
  }

  async #send(bytes: Uint8Array, to: Hop): Promise<void> {
    this.#options.onTrace?.("out", bytes, to);
    await this.#network.send(bytes, to);
  }
}

// Of the headers a URI may carry only Replaces is taken: the others could make us say anything.
function replacesHeader(headers: string | undefined): [string, string][] {
  const found = headers?.split("&").find((each) => /^replaces=/i.test(each));
  return found === undefined ? [] : [["Replaces", decodeURIComponent(found.slice("replaces=".length))]];
}

function tryReadCore(request: SipRequest): CoreHeaders | undefined {
  try {
    return readCoreHeaders(request);
  } catch (error) {
    if (error instanceof SipParseError) return undefined;
    throw error;
  }
}
