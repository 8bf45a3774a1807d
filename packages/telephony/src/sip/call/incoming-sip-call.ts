import { buildResponse, type ResponseParts } from "../build-response.ts";
import type { CoreHeaders } from "../core-headers.ts";
import { Dialog } from "../dialog.ts";
import { newTag } from "../sip-ids.ts";
import type { SipRequest } from "../sip-message.ts";
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
import type { OutgoingSipCall } from "./outgoing-sip-call.ts";
import { ReliableProvisional } from "./reliable-provisional.ts";
import { decideSession, readMinimumInterval } from "./session-negotiation.ts";

/** The INVITE a call began with. */
export type Invitation = {
  transaction: ServerTransaction;
  core: CoreHeaders;
  from: Hop;
  /** The call this one takes the place of (Replaces): established, or made by us and ringing. */
  replaced?: DialogUsage | OutgoingSipCall | undefined;
};

/** A call somebody makes to us. It must be accepted or rejected; until then it may ring or play early media. */
export class IncomingSipCall {
  readonly localTag = newTag();
  readonly invite: SipRequest;
  readonly core: CoreHeaders;
  readonly #context: CallContext;
  readonly #invitation: Invitation;
  readonly #reliable: ReliableProvisional | undefined;
  #handlers: DialogHandlers | undefined;
  #media: SessionMedia | undefined;
  #earlyAnswer: string | undefined;
  #usage: DialogUsage | undefined;
  #over: CallEnd | undefined;
  #onOver: () => void = () => undefined;
  #onEstablishedEnd: () => void = () => undefined;

  constructor(context: CallContext, invitation: Invitation) {
    this.#context = context;
    this.#invitation = invitation;
    this.invite = invitation.transaction.request;
    this.core = invitation.core;
    const { clock, timers } = context;
    this.#reliable = this.invite.headers.list("Require").some((tag) => tag.toLowerCase() === "100rel")
      ? new ReliableProvisional({
          clock,
          timers,
          send: (response) => invitation.transaction.respond(response),
          onLost: () => this.#finish({ by: "network", reason: "timeout", status: 504 }),
        })
      : undefined;
    this.#respond(100);
  }

  /** Gives the call its media and its listener, before anything else. */
  attach(media: SessionMedia, handlers: DialogHandlers): void {
    this.#media = media;
    this.#handlers = handlers;
    if (this.#over === undefined) return;
    // The caller gave up while the media was being opened.
    media.close();
    handlers.onEnd(this.#over);
  }

  get isOver(): boolean {
    return this.#over !== undefined;
  }

  /** Runs `action` once when the call is over, for whoever counts calls. */
  onOver(action: () => void): void {
    this.#onOver = action;
  }

  /** The established call, after `accept`. */
  get usage(): DialogUsage | undefined {
    return this.#usage;
  }

  /** The call that ends when this one is answered, as the caller asked by Replaces. */
  get replaced(): DialogUsage | OutgoingSipCall | undefined {
    return this.#invitation.replaced;
  }

  /** The peer's description, or undefined when it waits for ours. */
  get offer(): string | undefined {
    return this.invite.body.length === 0 ? undefined : Buffer.from(this.invite.body).toString("utf8");
  }

  /** Tells the caller that somebody is being alerted. */
  ring(): void {
    if (!this.#over) this.#provide(180, { headers: this.#contact() });
  }

  /** Opens the media path before the call is answered (183). Rejects when the caller gave up or there is no common codec (488). */
  async progress(): Promise<void> {
    const sdp = await this.#answer();
    if (this.#over) throw new Error("the call ended before it could be heard");
    this.#provide(183, { headers: this.#contact(), body: sdpBody(sdp) });
  }

  /**
   * Answers the call. Resolves when the caller has acknowledged and media can flow; rejects when the call ended
   * before, or when there is no common codec (the caller then got 488).
   */
  async accept(): Promise<DialogUsage> {
    const session = decideSession(this.invite, this.#context.minSessionExpires);
    if (session.tooShort) {
      this.#finish({ by: "local", reason: "failed", status: 422 }, { headers: session.headers });
      throw new Error("the caller asked for too short a session interval");
    }
    const late = this.offer === undefined;
    const sdp = late ? await this.#requireMedia().offer() : await this.#answer();
    // A provisional response that must arrive comes before the answer (RFC 3262 section 3).
    await this.#reliable?.settled;
    if (this.#over) throw new Error("the call ended before it was answered");
    const usage = this.#establish();
    const headers = [...this.#contact(), ["Allow", ALLOWED_METHODS.join(", ")], ...session.headers] as [
      string,
      string,
    ][];
    headers.push(["Supported", SUPPORTED_EXTENSIONS.join(", ")]);
    const response = buildResponse(this.invite, 200, { toTag: this.localTag, headers, body: sdpBody(sdp) });
    const answer = await new Promise<Uint8Array>((resolve, reject) => {
      this.#onEstablishedEnd = () => reject(new Error("the call ended before it was acknowledged"));
      usage.accept(this.#invitation.transaction, response, resolve);
    });
    if (late) await this.#takeLateAnswer(usage, answer);
    usage.startSessionTimer(session.interval);
    this.replaced?.hangUp();
    return usage;
  }

  /** Refuses the call: 486 busy, 480 nobody there, 603 not wanted, … */
  reject(status = 603): void {
    this.#finish({ by: "local", reason: "rejected", status });
  }

  /** The caller acknowledges a provisional response; false when there was none to acknowledge. */
  acknowledge(rack: string): boolean {
    return this.#reliable?.acknowledge(rack, this.core.cseq.number) ?? false;
  }

  /** The caller changes something of the call while it rings (UPDATE). */
  answerUpdate(transaction: ServerTransaction): void {
    answerEarlyUpdate(transaction, { contact: this.#context.contact(this.#invitation.from), offerer: "them" });
  }

  /** The caller gave up (CANCEL). */
  cancel(): void {
    this.#finish({ by: "remote", reason: "cancelled", status: 487 });
  }

  #establish(): DialogUsage {
    const handlers = this.#handlers;
    if (handlers === undefined) throw new Error("attach media and handlers first");
    this.#usage = new DialogUsage({
      context: this.#context,
      dialog: Dialog.ofCallee(this.invite, this.core, this.localTag),
      media: this.#requireMedia(),
      hop: this.#invitation.from,
      minSession: readMinimumInterval(this.invite),
      handlers: {
        ...handlers,
        onEnd: (end) => {
          this.#over = end;
          this.#onOver();
          this.#onEstablishedEnd();
          handlers.onEnd(end);
        },
      },
    });
    return this.#usage;
  }

  async #takeLateAnswer(usage: DialogUsage, answer: Uint8Array): Promise<void> {
    try {
      await this.#requireMedia().accept(Buffer.from(answer).toString("utf8"));
    } catch (error) {
      usage.abort("unusable answer in ACK");
      throw error;
    }
  }

  async #answer(): Promise<string> {
    if (this.#earlyAnswer !== undefined) return this.#earlyAnswer;
    try {
      this.#earlyAnswer = await this.#requireMedia().answer(this.offer ?? "");
      return this.#earlyAnswer;
    } catch (error) {
      this.#finish({ by: "local", reason: "failed", status: 488 });
      throw error;
    }
  }

  #requireMedia(): SessionMedia {
    if (this.#media === undefined) throw new Error("attach media and handlers first");
    return this.#media;
  }

  #finish(end: CallEnd, parts: ResponseParts = {}): void {
    if (this.#over || this.#usage || end.status === undefined) return;
    this.#over = end;
    this.#reliable?.stop();
    this.#respond(end.status, parts);
    this.#onOver();
    this.#media?.close();
    this.#handlers?.onEnd(end);
  }

  #contact(): [string, string][] {
    return [["Contact", this.#context.contact(this.#invitation.from)]];
  }

  #provide(status: number, parts: ResponseParts) {
    if (this.#reliable === undefined) return this.#respond(status, parts);
    this.#reliable.send(buildResponse(this.invite, status, { toTag: this.localTag, ...parts }));
  }

  #respond(status: number, parts: ResponseParts = {}): void {
    const toTag = status > 100 ? { toTag: this.localTag } : {};
    this.#invitation.transaction.respond(buildResponse(this.invite, status, { ...toTag, ...parts }));
  }
}

function sdpBody(sdp: string): { type: string; bytes: Uint8Array } {
  return { type: SDP_TYPE, bytes: Buffer.from(sdp) };
}
