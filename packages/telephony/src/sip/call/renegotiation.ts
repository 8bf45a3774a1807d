import { buildResponse } from "../build-response.ts";
import type { Dialog } from "../dialog.ts";
import type { SipMessage, SipRequest, SipResponse } from "../sip-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import { ALLOWED_METHODS, type CallContext, type CallEnd, SDP_TYPE, type SessionMedia } from "./call-context.ts";
import type { DialogRequests } from "./dialog-requests.ts";
import { decideSession, readMinimumInterval, type SessionDecision, settledSession } from "./session-negotiation.ts";
import { type SessionInterval, SessionTimer } from "./session-timer.ts";

type RenegotiationOptions = {
  context: CallContext;
  dialog: Dialog;
  media: SessionMedia;
  requests: DialogRequests;
  /** The least session interval, in seconds, that was asked for while the call was set up. */
  minSession: number | undefined;
  /** Sends the 2xx of a re-INVITE until it is acknowledged. */
  accept: (transaction: ServerTransaction, response: SipResponse, onAck: (body: Uint8Array) => void) => void;
  hangUp: (end: CallEnd) => void;
};

/** Changes and refreshes the session of an established call: one offer at a time, whoever makes it. */
export class Renegotiation {
  readonly #options: RenegotiationOptions;
  readonly #timer: SessionTimer;
  #interval: SessionInterval | undefined;
  #minSession: number;
  /** Somebody here wants a new session: one that was put off counts too. */
  #wanted = false;
  #offered = false;
  #theirs: PromiseWithResolvers<void> | undefined;
  #over = false;

  constructor(options: RenegotiationOptions) {
    this.#options = options;
    this.#minSession = options.minSession ?? 0;
    this.#timer = new SessionTimer(options.context.clock, {
      // What comes of it shows in the timer: it is started anew, or tries again.
      refresh: () => void this.#exclusively(() => this.#refresh()).catch(() => undefined),
      expire: () => options.hangUp({ by: "network", reason: "timeout", detail: "session expired" }),
    });
  }

  startTimer(interval: SessionInterval | undefined): void {
    if (this.#over) return;
    this.#interval = interval;
    this.#timer.start(interval);
  }

  /** The call is over: nobody waits any longer. */
  stop(): void {
    this.#over = true;
    this.#timer.stop();
    this.#theirs?.resolve();
  }

  /** See `DialogUsage.renegotiate`. */
  async renegotiate(): Promise<void> {
    const response = await this.#exclusively(async () => {
      const first = await this.#offer();
      if (first.status !== 491) return first;
      // The peer's own offer is taken meanwhile.
      await this.#pause();
      return this.#offer();
    });
    if (response.status >= 300) throw new Error(`refused: ${response.status} ${response.reason}`);
  }

  /** Answers a re-INVITE or an UPDATE. */
  async answer(transaction: ServerTransaction): Promise<void> {
    const { request } = transaction;
    const { context } = this.#options;
    const offers = request.method === "INVITE" || request.body.length > 0;
    if (offers && this.#offered) return respond(transaction, 491);
    if (offers && this.#theirs) return respond(transaction, 500, [["Retry-After", "1"]]);
    this.#learnMinimum(request);
    const session = decideSession(request, context.minSessionExpires);
    if (session.tooShort) return respond(transaction, 422, session.headers);
    if (!offers) return transaction.respond(this.#accepted(request, session));
    const theirs = Promise.withResolvers<void>();
    this.#theirs = theirs;
    try {
      await this.#answerOffer(transaction, session);
    } catch {
      // The description offered nothing we can speak: the call goes on as it was.
      respond(transaction, 488);
    } finally {
      this.#theirs = undefined;
      theirs.resolve();
    }
  }

  async #answerOffer(transaction: ServerTransaction, session: SessionDecision): Promise<void> {
    const { media, accept } = this.#options;
    const { request } = transaction;
    const offer = Buffer.from(request.body).toString("utf8");
    const late = offer === "";
    const sdp = late ? await media.offer() : await media.answer(offer);
    if (this.#over) return respond(transaction, 481);
    const response = this.#accepted(request, session, sdp);
    if (request.method !== "INVITE") return transaction.respond(response);
    if (!late) return accept(transaction, response, () => undefined);
    // Our offer stands until the ACK, which may never come.
    const acknowledged = new Promise<void>((resolve) => {
      accept(transaction, response, (body) => {
        this.#takeAnswer(body);
        resolve();
      });
    });
    await Promise.race([acknowledged, this.#theirs?.promise]);
  }

  #takeAnswer(body: Uint8Array): void {
    const { media, hangUp } = this.#options;
    const detail = "unusable answer in ACK";
    media.accept(Buffer.from(body).toString("utf8")).catch(() => hangUp({ by: "local", reason: "failed", detail }));
  }

  #accepted(request: SipRequest, session: SessionDecision, sdp?: string): SipResponse {
    const { context, dialog, requests } = this.#options;
    dialog.refreshTarget(request);
    this.startTimer(session.interval);
    const contact: [string, string] = ["Contact", context.contact(requests.hop)];
    return buildResponse(request, 200, {
      headers: [contact, ["Allow", ALLOWED_METHODS.join(", ")], ...session.headers],
      ...(sdp === undefined ? {} : { body: { type: SDP_TYPE, bytes: Buffer.from(sdp) } }),
    });
  }

  async #exclusively<T>(action: () => Promise<T>): Promise<T> {
    if (this.#over) throw new Error("the call has ended");
    if (this.#wanted) throw new Error("a negotiation is under way");
    this.#wanted = true;
    try {
      return await action();
    } finally {
      this.#wanted = false;
    }
  }

  async #offer(): Promise<SipResponse> {
    const { media } = this.#options;
    while (this.#theirs && !this.#over) await this.#theirs.promise;
    if (this.#over) throw new Error("the call has ended");
    this.#offered = true;
    try {
      const offer = await media.offer();
      if (this.#over) throw new Error("the call has ended");
      const response = await this.#send("INVITE", offer);
      if (response.status >= 300) return response;
      await media.accept(Buffer.from(response.body).toString("utf8"));
      this.startTimer(settledSession(response));
      return response;
    } finally {
      this.#offered = false;
    }
  }

  // An UPDATE leaves the media alone (RFC 4028 section 7.4); not every peer takes it.
  async #refresh(): Promise<void> {
    if (!this.#options.dialog.allows("UPDATE")) return void (await this.#offer());
    const response = await this.#send("UPDATE");
    if (response.status < 300) this.startTimer(settledSession(response));
  }

  async #send(method: "INVITE" | "UPDATE", offer?: string): Promise<SipResponse> {
    const send = () => this.#options.requests.send(method, (request) => this.#describe(request, offer));
    const response = await send();
    return response.status === 422 && this.#learnMinimum(response) ? send() : response;
  }

  // Who refreshes stays as it is, and an interval somebody on the way has refused is not asked for again (RFC 4028
  // section 7.4).
  #describe(request: SipRequest, offer: string | undefined): void {
    const { headers } = request;
    const seconds = Math.max(this.#options.context.sessionExpires, this.#minSession);
    const refresher = this.#interval?.refresher === "them" ? "uas" : "uac";
    headers.append("Supported", "timer").append("Session-Expires", `${seconds};refresher=${refresher}`);
    if (this.#minSession > 0) headers.append("Min-SE", String(this.#minSession));
    if (offer === undefined) return;
    headers.append("Content-Type", SDP_TYPE);
    request.body = Buffer.from(offer);
  }

  #learnMinimum(message: SipMessage): boolean {
    const minimum = readMinimumInterval(message) ?? 0;
    if (minimum <= this.#minSession) return false;
    this.#minSession = minimum;
    return true;
  }

  // RFC 3261 section 14.1, so that the two do not meet again.
  #pause(): Promise<void> {
    const { context, dialog } = this.#options;
    const ms = dialog.isCaller ? 2100 + Math.random() * 1900 : Math.random() * 2000;
    return new Promise((resolve) => {
      context.clock.after(ms, resolve);
    });
  }
}

function respond(transaction: ServerTransaction, status: number, headers: [string, string][] = []): void {
  transaction.respond(buildResponse(transaction.request, status, { headers }));
}
