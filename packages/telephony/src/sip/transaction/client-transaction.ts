import type { SipRequest, SipResponse } from "../sip-message.ts";
import { ackForFailure } from "./ack-for-failure.ts";
import { Retransmitter } from "./retransmitter.ts";
import type { TransactionContext } from "./transaction-context.ts";

/** Why a request got no final response: nobody answered in time, or it could not be sent. */
export type RequestFailure = "timeout" | "transport";

/** What the user of a client transaction hears. Nothing comes after a final response, save copies of a 2xx to INVITE. */
export type ClientHandlers = {
  onResponse: (response: SipResponse) => void;
  onFailure: (failure: RequestFailure) => void;
};

type State = "calling" | "proceeding" | "completed" | "accepted" | "terminated";

/**
 * The client side of one request: RFC 3261 section 17.1 with the corrections of RFC 6026 (a 2xx to INVITE is passed
 * on each time it is repeated, for 64 T1). Sends itself when made.
 */
export class ClientTransaction {
  readonly request: SipRequest;
  readonly #context: TransactionContext;
  readonly #handlers: ClientHandlers;
  readonly #retransmitter = new Retransmitter();
  readonly #isInvite: boolean;
  #state: State = "calling";
  #cancelTimeout: () => void;
  #ack: SipRequest | undefined;
  #isRepeated = false;

  constructor(request: SipRequest, context: TransactionContext, handlers: ClientHandlers) {
    this.request = request;
    this.#context = context;
    this.#handlers = handlers;
    this.#isInvite = request.method === "INVITE";
    const { clock, timers, reliable } = context;
    this.#cancelTimeout = clock.after(64 * timers.t1, () => this.#fail("timeout"));
    if (!reliable) {
      const cap = this.#isInvite ? Number.POSITIVE_INFINITY : timers.t2;
      this.#retransmitter.start(clock, { first: timers.t1, cap, action: () => this.#send(request) });
    }
    this.#send(request);
  }

  /** True once any response came: only then may an INVITE be cancelled. */
  get isProceeding(): boolean {
    return this.#state === "proceeding";
  }

  /** Waits no longer for a final response: as if nobody had answered. */
  giveUp(): void {
    this.#fail("timeout");
  }

  /**
   * The connection it went by has closed: servers close idle ones just as something is sent on them. What nobody has
   * answered is sent once more, on a new connection, and to whoever has it that is a repetition.
   */
  disconnected(): void {
    if (this.#state !== "calling") return;
    if (this.#isRepeated) this.#fail("transport");
    else this.#send(this.request);
    this.#isRepeated = true;
  }

  receive(response: SipResponse): void {
    if (response.status < 200) this.#provisional(response);
    else if (this.#isInvite) this.#finalToInvite(response);
    else this.#final(response);
  }

  #provisional(response: SipResponse): void {
    if (this.#state !== "calling" && this.#state !== "proceeding") return;
    this.#state = "proceeding";
    if (this.#isInvite) {
      // Ringing may last: how long is the caller's business (timer B no longer runs).
      this.#retransmitter.stop();
      this.#cancelTimeout();
    }
    this.#handlers.onResponse(response);
  }

  #final(response: SipResponse): void {
    if (this.#state !== "calling" && this.#state !== "proceeding") return;
    const { timers, reliable } = this.#context;
    this.#finish("completed", reliable ? 0 : timers.t4);
    this.#handlers.onResponse(response);
  }

  #finalToInvite(response: SipResponse): void {
    const { timers, reliable } = this.#context;
    if (response.status < 300) {
      if (this.#state === "completed" || this.#state === "terminated") return;
      if (this.#state !== "accepted") this.#finish("accepted", 64 * timers.t1);
      this.#handlers.onResponse(response);
      return;
    }
    if (this.#state === "completed" && this.#ack) this.#send(this.#ack);
    if (this.#state !== "calling" && this.#state !== "proceeding") return;
    this.#ack = ackForFailure(this.request, response);
    this.#finish("completed", reliable ? 0 : Math.max(32_000, 64 * timers.t1));
    this.#send(this.#ack);
    this.#handlers.onResponse(response);
  }

  #finish(state: "completed" | "accepted", linger: number): void {
    this.#state = state;
    this.#retransmitter.stop();
    this.#cancelTimeout();
    this.#cancelTimeout = this.#context.clock.after(linger, () => this.#end());
  }

  #send(message: SipRequest): void {
    this.#context.send(message).catch(() => this.#fail("transport"));
  }

  #fail(failure: RequestFailure): void {
    const waiting = this.#state === "calling" || this.#state === "proceeding";
    if (!waiting) return;
    this.#end();
    this.#handlers.onFailure(failure);
  }

  #end(): void {
    if (this.#state === "terminated") return;
    this.#state = "terminated";
    this.#retransmitter.stop();
    this.#cancelTimeout();
    this.#context.onEnd();
  }
}
