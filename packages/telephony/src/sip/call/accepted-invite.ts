import type { Clock } from "../../clock/clock.ts";
import type { SipRequest, SipResponse } from "../sip-message.ts";
import type { SipTimers } from "../sip-timers.ts";
import { Retransmitter } from "../transaction/retransmitter.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";

/**
 * Repeats the 2xx to an INVITE until its ACK comes (RFC 3261 section 13.3.1.4), over any transport, for a proxy may
 * speak UDP further on. `onLost` runs when no ACK came in 64 T1: the call must then be ended.
 */
export class AcceptedInvite {
  readonly #retransmitter = new Retransmitter();
  readonly #cancelTimeout: () => void;
  readonly #invite: SipRequest;
  readonly #onAck: (body: Uint8Array) => void;
  #done = false;

  constructor(
    transaction: ServerTransaction,
    response: SipResponse,
    options: { clock: Clock; timers: SipTimers; onAck: (body: Uint8Array) => void; onLost: () => void },
  ) {
    const { clock, timers } = options;
    this.#invite = transaction.request;
    this.#onAck = options.onAck;
    this.#retransmitter.start(clock, {
      first: timers.t1,
      cap: timers.t2,
      action: () => transaction.respond(response),
    });
    this.#cancelTimeout = clock.after(64 * timers.t1, () => {
      this.stop();
      options.onLost();
    });
    transaction.respond(response);
  }

  /** True while our offer stands: an INVITE without one has its answer in the ACK. */
  get awaitsAnswer(): boolean {
    return !this.#done && this.#invite.body.length === 0;
  }

  /** An ACK came, perhaps again, or that of an INVITE before. */
  acknowledge(ack: SipRequest): void {
    if (sequenceOf(ack) === sequenceOf(this.#invite)) this.confirm(ack.body);
  }

  /** The 2xx has arrived, as the ACK says with its body, or whatever can only follow it. */
  confirm(body: Uint8Array): void {
    if (this.#done) return;
    this.stop();
    this.#onAck(body);
  }

  /** No more repeating, whatever comes. */
  stop(): void {
    this.#done = true;
    this.#retransmitter.stop();
    this.#cancelTimeout();
  }
}

function sequenceOf({ headers }: SipRequest): number {
  return Number.parseInt(headers.get("CSeq") ?? "", 10);
}
