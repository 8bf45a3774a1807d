import type { Dialog } from "../dialog.ts";
import { RequestSender } from "../request-sender.ts";
import { SipHeaders } from "../sip-headers.ts";
import { noBody, type SipRequest, type SipResponse } from "../sip-message.ts";
import type { RequestFailure } from "../transaction/client-transaction.ts";
import type { Hop } from "../transport/sip-transport.ts";
import { ALLOWED_METHODS, type CallContext } from "./call-context.ts";

// How long proxies wait for somebody who is trying (timer C, RFC 3261 section 16.6).
const TRYING_MS = 180_000;

type DialogRequestsOptions = {
  context: CallContext;
  dialog: Dialog;
  hop: Hop;
  /** The peer no longer knows the call, or no longer answers. */
  onLost: () => void;
};

/** Sends the requests of a dialog, and acknowledges what accepts them. */
export class DialogRequests {
  /** The path the peer's last message came by. */
  hop: Hop;
  readonly #context: CallContext;
  readonly #dialog: Dialog;
  readonly #onLost: () => void;

  constructor({ context, dialog, hop, onLost }: DialogRequestsOptions) {
    this.#context = context;
    this.#dialog = dialog;
    this.hop = hop;
    this.#onLost = onLost;
  }

  /** Sends a request. Resolves with its final response; 408 and 503 stand for silence. */
  async send(method: string, change: (request: SipRequest) => void = () => undefined): Promise<SipResponse> {
    const hop = await this.#route();
    const { layer, authenticator, clock } = this.#context;
    // What tells of a transfer belongs to a subscription: its failure says nothing of the call (RFC 5057 section 5.1).
    const onLost = method === "BYE" || method === "NOTIFY" ? () => undefined : this.#onLost;
    return new Promise((resolve) => {
      let acknowledge: (() => void) | undefined;
      let stopWaiting: (() => void) | undefined;
      const build = () => this.#build(method, hop, change);
      const onFailure = (failure: RequestFailure) => {
        onLost();
        resolve(silence(failure));
      };
      const onResponse = (response: SipResponse, request: SipRequest) => {
        if (response.status < 200) {
          // No timer of the transaction ends an INVITE that somebody is trying to answer.
          stopWaiting ??= clock.after(TRYING_MS, () => sender.current.transaction.giveUp());
          return;
        }
        stopWaiting?.();
        if (response.status === 481 || response.status === 408) onLost();
        if (method === "INVITE" || method === "UPDATE") this.#dialog.learnAllowed(response);
        if (method === "INVITE" && response.status < 300) {
          acknowledge ??= this.#acknowledger(request, response);
          acknowledge();
        }
        if (method === "UPDATE" && response.status < 300) this.#dialog.refreshTarget(response);
        resolve(response);
      };
      const sender = new RequestSender({ layer, authenticator, hops: [hop], build, onResponse, onFailure });
    });
  }

  #build(method: string, hop: Hop, change: (request: SipRequest) => void): SipRequest {
    const request = this.#dialog.request(method);
    if (method !== "BYE") request.headers.append("Contact", this.#context.contact(hop));
    if (method === "INVITE") request.headers.append("Allow", ALLOWED_METHODS.join(", "));
    change(request);
    return request;
  }

  // The peer repeats its 2xx until an ACK arrives: each copy is answered (RFC 3261 section 13.2.2.4).
  #acknowledger(invite: SipRequest, accepted: SipResponse): () => void {
    this.#dialog.refreshTarget(accepted);
    const ack = this.#dialog.ack(invite);
    const sender = this.#route().then((hop) => this.#context.layer.ackSender(ack, hop));
    return () => void sender.then((send) => send());
  }

  #route(): Promise<Hop> {
    return this.#context.route(this.#dialog.nextHop, this.hop);
  }
}

// A response nobody sent, in place of silence.
function silence(failure: RequestFailure): SipResponse {
  const [status, reason] = failure === "timeout" ? [408, "Request Timeout"] : [503, "Service Unavailable"];
  return { kind: "response", status, reason, headers: new SipHeaders(), body: noBody() };
}
