import { type Clock, systemClock } from "../clock/clock.ts";
import { BadRequestError } from "./bad-request-error.ts";
import { buildResponse } from "./build-response.ts";
import { ALLOWED_METHODS, type CallContext, SDP_TYPE, SUPPORTED_EXTENSIONS } from "./call/call-context.ts";
import type { DialogUsage } from "./call/dialog-usage.ts";
import { IncomingSipCall } from "./call/incoming-sip-call.ts";
import { type OutgoingHandlers, OutgoingSipCall } from "./call/outgoing-sip-call.ts";
import { checkRequest, isRefusal } from "./check-request.ts";
import { checkResponse } from "./check-response.ts";
import { type CoreHeaders, readCoreHeaders } from "./core-headers.ts";
import { locateServer } from "./locate-server.ts";
import { parseReplaces } from "./parse-replaces.ts";
import { parseSipMessage } from "./parse-sip-message.ts";
import { PRIVATE_ADDRESSES } from "./private-addresses.ts";
import { RecentSet } from "./recent-set.ts";
import { Registration } from "./registration.ts";
import { newTag } from "./sip-ids.ts";
import { formatSipMessage, type SipRequest, type SipResponse } from "./sip-message.ts";
import { SipParseError } from "./sip-parse-error.ts";
import { SIP_TIMERS, type SipTimers } from "./sip-timers.ts";
import { bareHost, escapeUser, formatUri, parseSipUri, type SipUri } from "./sip-uri.ts";
import type { CallRequest, SipUserAgentOptions } from "./sip-user-agent-options.ts";
import type { ServerTransaction } from "./transaction/server-transaction.ts";
import { TransactionLayer } from "./transaction/transaction-layer.ts";
import { pathOf, respondTo } from "./transport/respond-to.ts";
import { defaultPort, type Hop, isReliable, type SipProtocol } from "./transport/sip-transport.ts";
import { TransportSet } from "./transport/transport-set.ts";
import { Trunk } from "./trunk.ts";

// A NAT forgets UDP in half a minute. For connections RFC 5626 section 4.4.1 says 95 to 120 seconds.
const KEEP_ALIVE_MS = { udp: 25_000, tcp: 95_000, tls: 95_000 };
// How long who was called may answer, and who was transferred may ask for a call that has just ended.
const GUESTS = { lifetime: 60 * 60_000, max: 10_000 };
const ENDED_CALLS = { lifetime: 60_000, max: 10_000 };

/** A SIP endpoint: listens, registers its trunks, takes calls and makes them. */
export class SipUserAgent {
  readonly #options: SipUserAgentOptions;
  readonly #clock: Clock;
  readonly #timers: SipTimers;
  readonly #layer: TransactionLayer;
  readonly #transports = new TransportSet();
  readonly #trunks = new Map<string, Trunk>();
  /** Addresses that calls have led us to and that may therefore answer us. */
  readonly #guests: RecentSet;
  readonly #ended: RecentSet;
  readonly #usages = new Map<string, DialogUsage>();
  readonly #ringing = new Map<ServerTransaction, IncomingSipCall>();
  readonly #outgoing = new Map<OutgoingSipCall, Promise<void>>();
  readonly #leaving = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  private constructor(options: SipUserAgentOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#timers = options.timers ?? SIP_TIMERS;
    this.#guests = new RecentSet(this.#clock, GUESTS);
    this.#ended = new RecentSet(this.#clock, ENDED_CALLS);
    this.#layer = new TransactionLayer({
      clock: this.#clock,
      timers: this.#timers,
      send: (bytes, to) => this.#send(bytes, to),
      sentBy: (hop) => ({ host: bracketed(this.#local(hop).address), port: this.#local(hop).port }),
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
    return this.#transports.local(protocol);
  }

  /** What it is busy with: transactions that run, calls that ring or are established. */
  get activity(): { transactions: number; ringing: number; established: number } {
    return { transactions: this.#layer.size, ringing: this.#ringing.size, established: this.#usages.size };
  }

  /** Prepares a call; `start` sends it. Throws when the trunk is unknown or full, `to` is no address, or we close. */
  call(request: CallRequest): OutgoingSipCall {
    if (this.#closing) throw new Error("the user agent is closing");
    const trunk = this.#trunks.get(request.trunk);
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
    const over = Promise.withResolvers<void>();
    const onEnd: OutgoingHandlers["onEnd"] = (end) => {
      trunk.activeCalls--;
      this.#outgoing.delete(call);
      over.resolve();
      handlers.onEnd(end);
    };
    const call = new OutgoingSipCall(this.#context(trunk), {
      target: { uri, from, hops: () => trunk.hops, onHopFailed: (hop) => trunk.avoid(hop), ringTimeout, headers },
      media,
      handlers: { ...handlers, onEnd },
    });
    this.#outgoing.set(call, over.promise);
    return call;
  }

  /** Ends every call, takes the registrations back and closes the sockets. Closing twice is harmless. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const call of this.#ringing.values()) call.reject(480);
    for (const call of this.#outgoing.keys()) call.hangUp();
    for (const usage of this.#usages.values()) usage.hangUp();
    const stopped = [...this.#trunks.values()].map(async (trunk) => trunk.registration?.stop());
    await Promise.all([this.#sayGoodbye(), ...stopped]);
    await this.#transports.close();
  }

  // A telephone that is not told would ring on: a CANCEL waits for the first response to its INVITE, and a BYE for its
  // way to be found. Their answers are not waited for, nor anybody who says nothing.
  async #sayGoodbye(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const stopWaiting = this.#clock.after(4 * this.#timers.t1, late.resolve);
    const gone = Promise.all(this.#outgoing.values()).then(() => this.#allSent());
    await Promise.race([late.promise, gone]);
    stopWaiting();
  }

  async #allSent(): Promise<void> {
    do {
      await Promise.allSettled(this.#leaving);
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#leaving.size > 0);
  }

  // What has to be done before a message is with the network.
  #leaves<T>(work: Promise<T>): Promise<T> {
    this.#leaving.add(work);
    const done = () => this.#leaving.delete(work);
    work.then(done, done);
    return work;
  }

  async #open(): Promise<void> {
    await this.#transports.open(this.#options, {
      onMessage: (bytes, from) => this.#receive(bytes, from),
      onClose: (hop) => this.#disconnected(hop),
      acceptFrom: (address) => this.#isKnown(address),
    });
    for (const options of this.#options.trunks) {
      if (!this.#transports.has(options.server.protocol)) {
        throw new Error(`trunk ${options.name} speaks ${options.server.protocol}, which is not listened on`);
      }
      const trunk = await Trunk.open(options, this.#clock);
      this.#trunks.set(options.name, trunk);
      if (options.registerSeconds !== undefined) this.#register(trunk, options.registerSeconds);
      if (options.registerSeconds !== undefined || isReliable(trunk.hop.protocol)) this.#keepAlive(trunk);
    }
  }

  // A NAT's path stays open for calls that come in, and a connection that is dead is noticed (RFC 5626 section 4.4.1
  // names the form for connections, and servers of all makes take it over UDP).
  #keepAlive(trunk: Trunk): void {
    this.#clock.after(KEEP_ALIVE_MS[trunk.hop.protocol], () => {
      if (this.#closing) return;
      this.#transports.ping(trunk.hop);
      this.#keepAlive(trunk);
    });
  }

  #disconnected(hop: Hop): void {
    if (this.#closing) return;
    for (const trunk of this.#trunks.values()) if (trunk.isAt(hop)) trunk.registration?.disconnected();
  }

  #register(trunk: Trunk, seconds: number): void {
    const { name, user } = trunk.options;
    trunk.registration = new Registration({
      clock: this.#clock,
      layer: this.#layer,
      authenticator: trunk.authenticator,
      hops: () => trunk.hops,
      onHopFailed: (hop) => trunk.avoid(hop),
      address: `sip:${escapeUser(user)}@${trunk.domain}`,
      registrar: `sip:${trunk.domain}`,
      contact: () => this.#contact(trunk, trunk.hop),
      seconds,
      onState: (state) => {
        if (state.state === "failed") void trunk.relocate();
        this.#options.onRegistration?.(name, state);
      },
    });
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

  // One message must not take down what serves all the others; nor must a mistake of ours go unheard.
  #fault(error: unknown): void {
    if (this.#options.onFault === undefined) throw error;
    this.#options.onFault(error);
  }

  #receiveResponse(response: SipResponse, from: Hop): void {
    const core = checkResponse(response);
    if (core === undefined) return;
    this.#learnPublicAddress(core, from);
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
    const usage = this.#usages.get(`${core.callId} ${core.to.params.get("tag") ?? ""}`);
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
    if (core.to.params.has("tag")) return this.#respond(transaction, 481);
    if (request.method === "INVITE") return this.#receiveInvite(transaction, core, from);
    if (request.method === "OPTIONS") return this.#respondOptions(transaction);
    this.#respond(transaction, 481);
  }

  #receiveCancel(transaction: ServerTransaction, core: CoreHeaders): void {
    const invite = this.#layer.findInvite(transaction.request, core);
    this.#respond(transaction, invite ? 200 : 481);
    if (invite) this.#ringing.get(invite)?.cancel();
  }

  #receivePrack(transaction: ServerTransaction, core: CoreHeaders): void {
    const toTag = core.to.params.get("tag");
    const call = [...this.#ringing.values()].find(
      (each) => each.localTag === toTag && each.core.callId === core.callId,
    );
    const known = call?.acknowledge(transaction.request.headers.get("RAck") ?? "") ?? false;
    this.#respond(transaction, known ? 200 : 481);
  }

  #receiveInvite(transaction: ServerTransaction, core: CoreHeaders, from: Hop) {
    const trunk = this.#trunkOf(transaction.request, from);
    if (trunk === undefined) return this.#respond(transaction, 403);
    if (this.#isMerged(core)) return this.#respond(transaction, 482);
    const replaced = this.#replacedBy(transaction.request);
    if (typeof replaced === "number") return this.#respond(transaction, replaced);
    if (this.#closing || trunk.isFull || !trunk.newCalls.take())
      return this.#respond(transaction, 503, [["Retry-After", "5"]]);
    trunk.activeCalls++;
    const call = new IncomingSipCall(this.#context(trunk), { transaction, core, from, replaced });
    this.#ringing.set(transaction, call);
    call.onOver(() => {
      trunk.activeCalls--;
      this.#ringing.delete(transaction);
    });
    this.#options.onCall(call, trunk.options.name);
  }

  // The same INVITE by two ways: only the first rings (RFC 3261 section 8.2.2.2).
  #isMerged(core: CoreHeaders): boolean {
    const same = (other: CoreHeaders) =>
      other.callId === core.callId &&
      other.cseq.number === core.cseq.number &&
      other.from.params.get("tag") === core.from.params.get("tag");
    for (const call of this.#ringing.values()) if (same(call.core)) return true;
    return false;
  }

  // The call that the new one is to take the place of, if it names one, or the status that refuses it (RFC 3891
  // section 3): it must have been answered, or be one that we make and that rings.
  #replacedBy(request: SipRequest): DialogUsage | OutgoingSipCall | number | undefined {
    const [header, another] = request.headers.lines("Replaces");
    if (header === undefined) return undefined;
    if (another !== undefined) return 400;
    const { callId, toTag, fromTag, earlyOnly } = parseReplaces(header);
    const usage = this.#usages.get(`${callId} ${toTag}`);
    // The caller may want it only while it rings, and it has been answered.
    if (usage?.dialog.remoteTag === fromTag) return earlyOnly ? 486 : usage;
    for (const call of this.#outgoing.keys()) {
      if (call.callId === callId && call.localTag === toTag && call.isRingingAt(fromTag)) return call;
    }
    return this.#ended.has(`${callId} ${toTag} ${fromTag}`) ? 603 : 481;
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
      authenticator: trunk.authenticator,
      sessionExpires: this.#options.sessionExpires ?? 1800,
      minSessionExpires: 90,
      contact: (hop) => this.#contact(trunk, hop),
      route: (uri, fallback) => this.#leaves(this.#route(trunk, uri, fallback)),
      register: (usage) => this.#usages.set(usageKey(usage), usage),
      unregister: (usage) => {
        this.#usages.delete(usageKey(usage));
        this.#ended.add(`${usageKey(usage)} ${usage.dialog.remoteTag}`);
      },
    };
  }

  async #route(trunk: Trunk, uri: SipUri | undefined, fallback: Hop): Promise<Hop> {
    // A peer that came by a connection is answered on it while it is open, and the trunk's own server is connected to
    // again; one behind a NAT has a Contact that leads nowhere.
    if (isReliable(fallback.protocol)) {
      if (this.#transports.isOpen(fallback)) return fallback;
      if (trunk.isAt(fallback)) return trunk.hop;
    }
    if (uri === undefined) return fallback;
    if (fallback.translated && PRIVATE_ADDRESSES.has(bareHost(uri.host))) return fallback;
    const port = uri.port === undefined ? {} : { port: uri.port };
    const protocol = this.#protocolFor(uri, fallback.protocol);
    const [hop] = await locateServer({ host: uri.host, protocol, ...port }).catch(() => [fallback] as const);
    this.#guests.add(hop.address);
    const { address, serverName } = trunk.hop;
    return serverName !== undefined && hop.address === address ? { serverName, ...hop } : hop;
  }

  // RFC 3263 section 4.1, save that what names no protocol stays with the one the call has, and that what was
  // encrypted stays so: keys for the audio are in it.
  #protocolFor(uri: SipUri, current: SipProtocol): SipProtocol {
    const named = uri.params.get("transport")?.toLowerCase();
    const wanted = uri.scheme === "sips" || current === "tls" ? "tls" : named;
    const known = wanted === "udp" || wanted === "tcp" || wanted === "tls";
    return known && this.#transports.has(wanted) ? wanted : current;
  }

  #contact(trunk: Trunk, hop: Hop): string {
    const { address, port } = trunk.publicAddress ?? this.#local(hop);
    const transport = hop.protocol === "udp" ? "" : `;transport=${hop.protocol}`;
    const shown = port === defaultPort(hop.protocol) ? "" : `:${port}`;
    return `<sip:${escapeUser(trunk.options.user)}@${bracketed(address)}${shown}${transport}>`;
  }

  #learnPublicAddress(core: CoreHeaders, from: Hop): void {
    const [via] = core.vias;
    const received = via.params.get("received");
    const port = Number(via.params.get("rport") ?? Number.NaN);
    if (from.protocol !== "udp" || !received || !Number.isInteger(port)) return;
    for (const trunk of this.#trunks.values()) {
      const direct = trunk.hop.address === from.address && trunk.hop.port === from.port;
      if (direct && received !== this.#local(from).address) trunk.publicAddress = { address: received, port };
    }
  }

  #trunkOf(request: SipRequest, from: Hop): Trunk | undefined {
    const candidates = [...this.#trunks.values()].filter((trunk) => trunk.accepts(from.address));
    return candidates.find((trunk) => trunk.isAddressedBy(request)) ?? candidates[0];
  }

  #isKnown(address: string): boolean {
    for (const trunk of this.#trunks.values()) if (trunk.accepts(address)) return true;
    return this.#guests.has(address);
  }

  #local(hop: Hop): { address: string; port: number } {
    const local = this.#transports.local(hop.protocol);
    if (local === undefined) throw new Error(`no ${hop.protocol} transport`);
    return local;
  }

  async #send(bytes: Uint8Array, to: Hop): Promise<void> {
    this.#options.onTrace?.("out", bytes, to);
    await this.#leaves(this.#transports.send(bytes, to));
  }
}

// Of the headers a URI may carry only Replaces is taken: the others could make us say anything.
function replacesHeader(headers: string | undefined): [string, string][] {
  const found = headers?.split("&").find((each) => /^replaces=/i.test(each));
  return found === undefined ? [] : [["Replaces", decodeURIComponent(found.slice("replaces=".length))]];
}

function usageKey({ dialog }: DialogUsage): string {
  return `${dialog.callId} ${dialog.localTag}`;
}

function bracketed(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

function tryReadCore(request: SipRequest): CoreHeaders | undefined {
  try {
    return readCoreHeaders(request);
  } catch (error) {
    if (error instanceof SipParseError) return undefined;
    throw error;
  }
}
