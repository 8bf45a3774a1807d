import { checkResponse } from "../check-response.ts";
import { Dialog } from "../dialog.ts";
import type { Hops } from "../locate-server.ts";
import { formatNameAddress, type NameAddress } from "../name-address.ts";
import { RequestSender } from "../request-sender.ts";
import { SipHeaders } from "../sip-headers.ts";
import { newCallId, newTag } from "../sip-ids.ts";
import type { SipRequest, SipResponse } from "../sip-message.ts";
import { cancelFor } from "../transaction/ack-for-failure.ts";
import type { RequestFailure } from "../transaction/client-transaction.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { Hop } from "../transport/sip-transport.ts";
import { answerEarlyUpdate } from "./answer-early-update.ts";
import {
  ALLOWED_METHODS,
  type CallContext,
  type CallEnd,
  SDP_TYPE,
  type SessionMedia,
  SUPPORTED_EXTENSIONS,
} from "./call-context.ts";
import { type DialogHandlers, DialogUsage } from "./dialog-usage.ts";
import { readMinimumInterval, settledSession } from "./session-negotiation.ts";

/** Whom to call, as whom, by which way. */
export type OutgoingTarget = {
  uri: string;
  from: NameAddress;
  /** Asked anew for each attempt. */
  hops: () => Hops;
  onHopFailed: (hop: Hop) => void;
  /** Further headers of the INVITE. */
  headers?: [name: string, value: string][];
  /** How long it may ring, in milliseconds. */
  ringTimeout: number;
};

/** What happens before the call is answered, and after. */
export type OutgoingHandlers = DialogHandlers & {
  /** Any 101-199; `early` when the peer's media can be heard already. */
  onProgress: (status: number, early: boolean) => void;
  onAnswer: (usage: DialogUsage) => void;
};

// So many phones may ring at once; more are neither acknowledged nor known.
const MAX_FORKS = 64;

// For requests whose answers change nothing.
const UNHEARD = { onResponse: () => undefined, onFailure: () => undefined };

/** A call we make. Starts when `start` is called; ends by `onEnd`, always. */
export class OutgoingSipCall {
  readonly callId = newCallId();
  readonly localTag = newTag();
  readonly #context: CallContext;
  readonly #target: OutgoingTarget;
  readonly #media: SessionMedia;
  readonly #handlers: OutgoingHandlers;
  readonly #provisionals = new Map<string, number>();
  readonly #earlyTags = new Set<string>();
  #hop: Hop;
  #sequence = 0;
  #minSession: number | undefined;
  #sender: RequestSender | undefined;
  #usage: DialogUsage | undefined;
  #cancelled: CallEnd | undefined;
  #over = false;
  #taken: string | undefined;
  #ack: { toTag: string; send: () => void } | undefined;
  #stopRinging: () => void = () => undefined;

  constructor(
    context: CallContext,
    options: { target: OutgoingTarget; media: SessionMedia; handlers: OutgoingHandlers },
  ) {
    this.#context = context;
    this.#target = options.target;
    [this.#hop] = options.target.hops();
    this.#media = options.media;
    this.#handlers = options.handlers;
  }

  /** Sends the INVITE. Rejects only when no offer could be made, and the call has then ended. */
  async start(): Promise<void> {
    const offer = await this.#media.offer().catch((error: unknown) => {
      this.#end({ by: "local", reason: "failed", detail: String(error) });
      throw error;
    });
    if (this.#over || this.#cancelled) return this.#end(this.#cancelled ?? { by: "local", reason: "cancelled" });
    this.#stopRinging = this.#context.clock.after(this.#target.ringTimeout, () =>
      this.#giveUp({ by: "local", reason: "timeout", status: 408 }),
    );
    this.#send(offer);
  }

  /** The established call, once answered. */
  get usage(): DialogUsage | undefined {
    return this.#usage;
  }

  /** True while the telephone that gave itself this tag rings, or may be heard early, and nobody has answered. */
  isRingingAt(remoteTag: string): boolean {
    return !this.#over && this.#ack === undefined && this.#earlyTags.has(remoteTag);
  }

  /** A telephone that rings changes something of its call (UPDATE). */
  answerUpdate(transaction: ServerTransaction): void {
    answerEarlyUpdate(transaction, { contact: this.#context.contact(this.#hop), offerer: "us" });
  }

  /** Gives up a call that was not answered yet; ends an answered one. */
  hangUp(): void {
    if (this.#usage) this.#usage.hangUp();
    else this.#giveUp({ by: "local", reason: "cancelled" });
  }

  #send(offer: string): void {
    const { layer, authenticator } = this.#context;
    this.#sender = new RequestSender({
      layer,
      authenticator,
      hops: this.#target.hops(),
      onHopFailed: this.#target.onHopFailed,
      build: (hop) => this.#invite(offer, hop),
      onResponse: (response, request) => {
        this.#receive(response, request, offer).catch((error: unknown) => this.#fault(error));
      },
      onFailure: (failure) => this.#fail(failure),
    });
  }

  #invite(offer: string, hop: Hop): SipRequest {
    this.#sequence++;
    this.#hop = hop;
    const { uri, from, headers: extra = [] } = this.#target;
    const headers = new SipHeaders();
    const sender = { ...from, params: new Map(from.params).set("tag", this.localTag) };
    headers.append("Max-Forwards", "70").append("From", formatNameAddress(sender)).append("To", `<${uri}>`);
    headers.append("Call-ID", this.callId).append("CSeq", `${this.#sequence} INVITE`);
    headers.append("Contact", this.#context.contact(hop)).append("Allow", ALLOWED_METHODS.join(", "));
    headers.append("Supported", SUPPORTED_EXTENSIONS.join(", "));
    const seconds = Math.max(this.#context.sessionExpires, this.#minSession ?? 0);
    headers.append("Session-Expires", String(seconds));
    if (this.#minSession !== undefined) headers.append("Min-SE", String(this.#minSession));
    for (const [name, value] of extra) headers.append(name, value);
    headers.append("Content-Type", SDP_TYPE);
    return { kind: "request", method: "INVITE", uri, headers, body: Buffer.from(offer) };
  }

  async #receive(response: SipResponse, request: SipRequest, offer: string): Promise<void> {
    const { status } = response;
    if (status < 200) return this.#provisional(response, request);
    if (status < 300) return this.#accepted(response, request);
    const minimum = status === 422 ? readMinimumInterval(response) : undefined;
    if (minimum !== undefined && this.#minSession === undefined && !this.#cancelled) {
      this.#minSession = minimum;
      return this.#send(offer);
    }
    this.#end(this.#cancelled ?? { by: "remote", reason: "rejected", status, detail: response.reason });
  }

  async #provisional(response: SipResponse, request: SipRequest): Promise<void> {
    if (this.#cancelled) return this.#sendCancel();
    if (response.status === 100 || this.#over) return;
    const remoteTag = checkResponse(response)?.to.params.get("tag");
    if (remoteTag && this.#earlyTags.size < MAX_FORKS) this.#earlyTags.add(remoteTag);
    const mustArrive = response.headers.list("Require").some((tag) => tag.toLowerCase() === "100rel");
    if (mustArrive && !(await this.#acknowledge(response, request))) return;
    // Meanwhile somebody may have answered, and not who is heard early.
    if (this.#ack) return;
    const sdp = Buffer.from(response.body).toString("utf8");
    let early = false;
    if (sdp !== "") {
      // An early description that cannot be used is no failure: the 2xx brings the one that counts.
      early = await this.#takeAnswer(sdp).then(
        () => true,
        () => false,
      );
    }
    if (!this.#over && !this.#usage) this.#handlers.onProgress(response.status, early);
  }

  // PRACK for a provisional response that must arrive (RFC 3262); false for copies and for what came out of turn.
  async #acknowledge(response: SipResponse, request: SipRequest): Promise<boolean> {
    const core = checkResponse(response);
    const number = Number(response.headers.get("RSeq"));
    const toTag = core?.to.params.get("tag") ?? "";
    const last = this.#provisionals.get(toTag);
    if (core === undefined || !(number > 0) || (last !== undefined && number !== last + 1)) return false;
    if (last === undefined && this.#provisionals.size >= MAX_FORKS) return false;
    this.#provisionals.set(toTag, number);
    const dialog = Dialog.ofCaller(request, response, core);
    dialog.advance(this.#sequence);
    const hop = await this.#context.route(dialog.nextHop, this.#hop);
    const { layer, authenticator } = this.#context;
    const build = () => {
      this.#sequence++;
      const prack = dialog.request("PRACK");
      prack.headers.append("RAck", `${number} ${core.cseq.number} INVITE`);
      return prack;
    };
    // Without its PRACK the peer repeats and at last refuses: the INVITE's own end is what counts.
    new RequestSender({ layer, authenticator, hops: [hop], build, ...UNHEARD });
    return true;
  }

  async #accepted(response: SipResponse, request: SipRequest): Promise<void> {
    this.#stopRinging();
    const core = checkResponse(response);
    const toTag = core?.to.params.get("tag") ?? "";
    if (core === undefined) return;
    if (this.#ack?.toTag === toTag) return this.#ack.send();
    const dialog = Dialog.ofCaller(request, response, core);
    dialog.advance(this.#sequence);
    if (this.#ack || this.#over) return this.#refuseFork(dialog, request);
    const ack = { toTag, send: (): void => undefined };
    this.#ack = ack;
    // The peer may hang up while the way to it is still being looked up.
    const usage = this.#establish(dialog);
    const hop = await this.#context.route(dialog.nextHop, this.#hop);
    ack.send = this.#context.layer.ackSender(dialog.ack(request), hop);
    ack.send();
    if (this.#cancelled) return usage.hangUp();
    if (usage.isEnded) return;
    try {
      await this.#takeAnswer(Buffer.from(response.body).toString("utf8"));
    } catch {
      return usage.abort("unusable answer");
    }
    usage.startSessionTimer(settledSession(response));
    if (!usage.isEnded) this.#handlers.onAnswer(usage);
  }

  #establish(dialog: Dialog): DialogUsage {
    const { context, media } = { context: this.#context, media: this.#media };
    const onEnd = (end: CallEnd) => this.#end(this.#cancelled ?? end);
    const handlers = { ...this.#handlers, onEnd };
    this.#usage = new DialogUsage({ context, dialog, media, hop: this.#hop, handlers, minSession: this.#minSession });
    return this.#usage;
  }

  // Another branch of a forked call was answered too: it is acknowledged and ended (RFC 3261 section 13.2.2.4).
  async #refuseFork(dialog: Dialog, invite: SipRequest): Promise<void> {
    const { layer, authenticator, route } = this.#context;
    const hop = await route(dialog.nextHop, this.#hop);
    layer.ackSender(dialog.ack(invite), hop)();
    const build = () => dialog.request("BYE");
    new RequestSender({ layer, authenticator, hops: [hop], build, ...UNHEARD });
  }

  async #takeAnswer(sdp: string): Promise<void> {
    if (sdp === this.#taken) return;
    await this.#media.accept(sdp);
    this.#taken = sdp;
  }

  #giveUp(end: CallEnd) {
    if (this.#over || this.#cancelled) return;
    this.#cancelled = end;
    if (this.#sender === undefined) return this.#end(end);
    this.#sender.abandon();
    // RFC 3261 section 9.1: an INVITE that nobody has answered at all must not be cancelled yet.
    if (this.#sender.current.transaction.isProceeding) this.#sendCancel();
  }

  #sendCancel(): void {
    if (this.#sender === undefined || this.#over) return;
    const { request, transaction } = this.#sender.current;
    this.#sender = undefined;
    const { clock, timers, layer } = this.#context;
    layer.cancel(cancelFor(request), this.#hop);
    // Section 9.1: who confirms nothing for so long has forgotten it.
    this.#stopRinging();
    this.#stopRinging = clock.after(64 * timers.t1, () => transaction.giveUp());
  }

  #fault(error: unknown): void {
    const end: CallEnd = { by: "network", reason: "failed", detail: String(error) };
    if (this.#usage) this.#usage.abort(String(error));
    else if (this.#sender?.current.transaction.isProceeding) this.#giveUp(end);
    else this.#end(this.#cancelled ?? end);
  }

  #fail(failure: RequestFailure): void {
    const status = failure === "timeout" ? 408 : 503;
    this.#end(this.#cancelled ?? { by: "network", reason: failure === "timeout" ? "timeout" : "failed", status });
  }

  #end(end: CallEnd): void {
    if (this.#over) return;
    this.#over = true;
    this.#stopRinging();
    this.#media.close();
    this.#handlers.onEnd(end);
  }
}
