import { buildResponse } from "../build-response.ts";
import type { CoreHeaders } from "../core-headers.ts";
import type { Dialog } from "../dialog.ts";
import { parseNameAddress } from "../name-address.ts";
import { noBody, type SipRequest, type SipResponse } from "../sip-message.ts";
import { formatUri } from "../sip-uri.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { Hop } from "../transport/sip-transport.ts";
import { AcceptedInvite } from "./accepted-invite.ts";
import { ALLOWED_METHODS, type CallContext, type CallEnd, type SessionMedia } from "./call-context.ts";
import { DialogRequests } from "./dialog-requests.ts";
import { Renegotiation } from "./renegotiation.ts";
import type { SessionInterval } from "./session-timer.ts";

/** What happens in an established call. */
export type DialogHandlers = {
  onEnd: (end: CallEnd) => void;
  /** The peer asks us to call somebody else (REFER); answers whether we do. `report` tells it how that goes. */
  onTransferRequest: (target: string, report: (status: number, reason: string) => void) => boolean;
  /** A NOTIFY about a transfer we asked for: the status line it reports. */
  onTransferProgress: (status: number, finished: boolean) => void;
  onInfo: (type: string, body: string) => void;
};

type UsageOptions = {
  context: CallContext;
  dialog: Dialog;
  media: SessionMedia;
  hop: Hop;
  handlers: DialogHandlers;
  /** The least session interval, in seconds, that was asked for while the call was set up. */
  minSession?: number | undefined;
};

/** A call from its 2xx on: in-dialog requests both ways, renegotiation, session timer, the end. */
export class DialogUsage {
  readonly dialog: Dialog;
  readonly #context: CallContext;
  readonly #media: SessionMedia;
  readonly #handlers: DialogHandlers;
  readonly #renegotiation: Renegotiation;
  readonly #requests: DialogRequests;
  #ended = false;
  #accepted: AcceptedInvite | undefined;

  constructor({ context, dialog, media, hop, handlers, minSession }: UsageOptions) {
    this.#context = context;
    this.dialog = dialog;
    this.#media = media;
    this.#handlers = handlers;
    // RFC 3261 section 12.2.1.2: the peer no longer knows the call, or no longer answers.
    const onLost = () => this.#hangUp({ by: "network", reason: "failed", detail: "the peer no longer answers" });
    this.#requests = new DialogRequests({ context, dialog, hop, onLost });
    this.#renegotiation = new Renegotiation({
      context,
      dialog,
      media,
      minSession,
      requests: this.#requests,
      accept: (transaction, response, onAck) => this.accept(transaction, response, onAck),
      hangUp: (end) => this.#hangUp(end),
    });
    context.register(this);
  }

  get isEnded(): boolean {
    return this.#ended;
  }

  startSessionTimer(interval: SessionInterval | undefined): void {
    this.#renegotiation.startTimer(interval);
  }

  /** Ends the call with BYE. Does nothing when it has ended. */
  hangUp(): void {
    this.#hangUp({ by: "local", reason: "hangup" });
  }

  /** Ends the call because of a failure; the peer hears a BYE. */
  abort(detail: string): void {
    this.#hangUp({ by: "local", reason: "failed", detail });
  }

  /** Repeats `response` in `transaction` until it is acknowledged; `onAck` gets the body of the ACK. */
  accept(transaction: ServerTransaction, response: SipResponse, onAck: (body: Uint8Array) => void): void {
    // Who goes on to a further INVITE has had our answer to the one before (RFC 5407 section 3.1.4).
    this.#accepted?.confirm(noBody());
    this.#accepted = new AcceptedInvite(transaction, response, {
      clock: this.#context.clock,
      timers: this.#context.timers,
      onAck,
      onLost: () => this.#hangUp({ by: "network", reason: "timeout", detail: "no ACK" }),
    });
  }

  receiveAck(request: SipRequest): void {
    this.#accepted?.acknowledge(request);
  }

  /**
   * Sends a re-INVITE with a fresh offer. Rejects when the peer refuses it, and the call goes on as it was; waits and
   * tries again when both sides ask at once (491).
   */
  renegotiate(): Promise<void> {
    return this.#renegotiation.renegotiate();
  }

  /** Sends any request within the call. Resolves with its final response; 408 and 503 stand for silence. */
  request(method: string, change?: (request: SipRequest) => void): Promise<SipResponse> {
    return this.#requests.send(method, change);
  }

  /** A request of the peer within this dialog. */
  receive(transaction: ServerTransaction, core: CoreHeaders, from: Hop) {
    const { request } = transaction;
    if (!this.dialog.acceptSequence(core.cseq.number)) return this.#respond(transaction, 500);
    this.#requests.hop = from;
    switch (request.method) {
      case "BYE":
        this.#respond(transaction, 200);
        return this.#end({ by: "remote", reason: "hangup", ...reasonOf(request) });
      case "INVITE":
      case "UPDATE":
        // The answer to our own offer comes first, in an ACK that is late (section 3.1.5).
        if (this.#accepted?.awaitsAnswer && isOffer(request)) return this.#respond(transaction, 491);
        return void this.#renegotiation.answer(transaction);
      case "INFO":
        this.#respond(transaction, 200);
        return this.#handlers.onInfo(contentType(request), Buffer.from(request.body).toString("utf8"));
      case "REFER":
        return this.#answerRefer(transaction);
      case "NOTIFY":
        return this.#answerNotify(transaction);
      default:
        return this.#respond(transaction, 200, [["Allow", ALLOWED_METHODS.join(", ")]]);
    }
  }

  #answerRefer(transaction: ServerTransaction) {
    const { headers } = transaction.request;
    const targets = headers.list("Refer-To").map(parseNameAddress);
    const [target] = targets;
    if (target === undefined || targets.length > 1) return this.#respond(transaction, 400);
    const accepted = this.#handlers.onTransferRequest(formatUri(target.uri), (status, reason) => {
      void this.#notify(status, reason).catch(() => undefined);
    });
    if (!accepted) return this.#respond(transaction, 603);
    this.#respond(transaction, 202);
    void this.#notify(100, "Trying").catch(() => undefined);
  }

  // How the transfer goes, told to who asked for it (RFC 3515 section 2.4.5). A final status ends the telling.
  async #notify(status: number, reason: string): Promise<void> {
    if (this.#ended) return;
    await this.request("NOTIFY", (request) => {
      const { headers } = request;
      headers.append("Event", "refer").append("Content-Type", "message/sipfrag;version=2.0");
      headers.append("Subscription-State", status < 200 ? "active;expires=60" : "terminated;reason=noresource");
      request.body = Buffer.from(`SIP/2.0 ${status} ${reason}\r\n`);
    });
  }

  #answerNotify(transaction: ServerTransaction) {
    const { request } = transaction;
    if (!/^refer\b/i.test(request.headers.get("Event") ?? "")) return this.#respond(transaction, 489);
    this.#respond(transaction, 200);
    const status = /^SIP\/2\.0\s+(\d{3})/i.exec(Buffer.from(request.body).toString("utf8"))?.[1];
    const finished = /^terminated/i.test(request.headers.get("Subscription-State") ?? "");
    if (status !== undefined) this.#handlers.onTransferProgress(Number(status), finished);
  }

  #respond(transaction: ServerTransaction, status: number, headers: [string, string][] = []): void {
    transaction.respond(buildResponse(transaction.request, status, { headers }));
  }

  #hangUp(end: CallEnd): void {
    if (this.#ended) return;
    this.#end(end);
    // Whether the BYE is answered changes nothing for us.
    void this.request("BYE").catch(() => undefined);
  }

  #end(end: CallEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#renegotiation.stop();
    this.#accepted?.stop();
    this.#media.close();
    this.#context.unregister(this);
    this.#handlers.onEnd(end);
  }
}

/** An INVITE without a description asks for one. */
function isOffer({ method, body }: SipRequest): boolean {
  return method === "INVITE" || body.length > 0;
}

function contentType(request: SipRequest): string {
  return ((request.headers.get("Content-Type") ?? "").split(";")[0] ?? "").trim().toLowerCase();
}

function reasonOf(request: SipRequest): { detail?: string } {
  const detail = request.headers.get("Reason");
  return detail === undefined ? {} : { detail };
}
