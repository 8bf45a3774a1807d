import type { Clock } from "../../clock/clock.ts";
import type { SipResponse } from "../sip-message.ts";
import type { SipTimers } from "../sip-timers.ts";
import { Retransmitter } from "../transaction/retransmitter.ts";

/** How the provisional responses leave, and what happens when one is never acknowledged. */
type Options = { clock: Clock; timers: SipTimers; send: (response: SipResponse) => void; onLost: () => void };

/** Sends provisional responses that must arrive (100rel, RFC 3262): each is repeated until its PRACK, one at a time. */
export class ReliableProvisional {
  readonly #options: Options;
  readonly #retransmitter = new Retransmitter();
  #number = Math.floor(Math.random() * 2 ** 30) + 1;
  #settled: Promise<void> = Promise.resolve();
  #acknowledge: (() => void) | undefined;
  #cancelTimeout: () => void = () => undefined;
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Resolves when everything sent so far was acknowledged. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** Sends a response after those before it. */
  send(response: SipResponse): void {
    this.#settled = this.#settled.then(() => this.#sendNow(response));
  }

  /** Takes the RAck of a PRACK; false when it acknowledges nothing that is waiting. */
  acknowledge(rack: string, inviteSequence: number): boolean {
    const match = /^(\d{1,10})\s+(\d{1,10})\s+INVITE$/i.exec(rack.trim());
    const matches = Number(match?.[1]) === this.#number && Number(match?.[2]) === inviteSequence;
    if (!matches || this.#acknowledge === undefined) return false;
    this.#acknowledge();
    return true;
  }

  /** No more repeating: the call has gone on or is over. */
  stop(): void {
    this.#stopped = true;
    this.#acknowledge?.();
  }

  #sendNow(response: SipResponse): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    const { clock, timers, send, onLost } = this.#options;
    this.#number++;
    response.headers.set("RSeq", String(this.#number)).append("Require", "100rel");
    return new Promise((resolve) => {
      this.#acknowledge = () => {
        this.#acknowledge = undefined;
        this.#retransmitter.stop();
        this.#cancelTimeout();
        resolve();
      };
      const cap = Number.POSITIVE_INFINITY;
      this.#retransmitter.start(clock, { first: timers.t1, cap, action: () => send(response) });
      this.#cancelTimeout = clock.after(64 * timers.t1, onLost);
      send(response);
    });
  }
}
