import type { SipRequest, SipResponse } from "../sip-message.ts";
import { Retransmitter } from "./retransmitter.ts";
import type { TransactionContext } from "./transaction-context.ts";

type State = "trying" | "completed" | "confirmed" | "accepted" | "terminated";

/**
 * The server side of one request: RFC 3261 section 17.2 with the corrections of RFC 6026. Repeated requests get the
 * last response again; a failure response to INVITE is repeated until its ACK; repeating a 2xx is the dialog's task.
 */
export class ServerTransaction {
  readonly request: SipRequest;
  readonly #context: TransactionContext;
  readonly #retransmitter = new Retransmitter();
  #state: State = "trying";
  #last: SipResponse | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor(request: SipRequest, context: TransactionContext) {
    this.request = request;
    this.#context = context;
  }

  /** True until a final response was given. */
  get isPending(): boolean {
    return this.#state === "trying";
  }

  /** Sends a response. After a final one, only the same 2xx may be repeated; anything else is ignored. */
  respond(response: SipResponse): void {
    if (this.#state === "accepted" && response.status < 300 && response.status >= 200) {
      this.#send(response);
      return;
    }
    if (this.#state !== "trying") return;
    this.#last = response;
    if (response.status >= 200) this.#finalState(response);
    this.#send(response);
  }

  /** A request that matched: a copy of the original, or the ACK of a failure. */
  receive(request: SipRequest): void {
    if (request.method === "ACK") {
      if (this.#state === "completed") this.#confirm();
      return;
    }
    if (this.#last && (this.#state === "trying" || this.#state === "completed")) this.#send(this.#last);
  }

  #finalState(response: SipResponse): void {
    const { clock, timers, reliable } = this.#context;
    const isInvite = this.request.method === "INVITE";
    this.#state = isInvite && response.status < 300 ? "accepted" : "completed";
    const linger = isInvite || !reliable ? 64 * timers.t1 : 0;
    this.#cancelTimer = clock.after(linger, () => this.#end());
    if (isInvite && this.#state === "completed" && !reliable) {
      const action = () => this.#send(response);
      this.#retransmitter.start(clock, { first: timers.t1, cap: timers.t2, action });
    }
  }

  #confirm(): void {
    const { clock, timers, reliable } = this.#context;
    this.#state = "confirmed";
    this.#retransmitter.stop();
    this.#cancelTimer?.();
    this.#cancelTimer = clock.after(reliable ? 0 : timers.t4, () => this.#end());
  }

  #send(response: SipResponse): void {
    // A response that cannot be sent is like one that was lost: the other side repeats or gives up.
    this.#context.send(response).catch(() => this.#end());
  }

  #end(): void {
    if (this.#state === "terminated") return;
    this.#state = "terminated";
    this.#retransmitter.stop();
    this.#cancelTimer?.();
    this.#context.onEnd();
  }
}
