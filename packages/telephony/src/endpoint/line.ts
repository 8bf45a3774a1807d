import { Call } from "../call/call.ts";
import type { TelephonyLog } from "../call/call-log.ts";
import type { CallOptions } from "../call/call-options.ts";
import type { CallSignalling } from "../call/call-signalling.ts";
import type { CallEnd } from "../sip/call/call-context.ts";
import type { DialogHandlers, DialogUsage } from "../sip/call/dialog-usage.ts";
import { digitOfInfo } from "./digit-of-info.ts";
import type { SipAudio } from "./sip-audio.ts";
import { Transfer } from "./transfer.ts";

/** What a line knows of its call beside the audio. */
export type LineOptions = Omit<CallOptions, "leg" | "signalling"> & { trunk: string; log: TelephonyLog };

/** Joins the signalling and the audio of one call to the Call object, which exists from the first audio on. */
export class Line implements CallSignalling {
  hangUp: () => void = () => undefined;
  readonly handlers: DialogHandlers;
  readonly #audio: SipAudio;
  readonly #options: LineOptions;
  #call: Call | undefined;
  #usage: DialogUsage | undefined;
  #transfer: Transfer | undefined;
  #ended = false;

  constructor(audio: SipAudio, options: LineOptions) {
    this.#audio = audio;
    this.#options = options;
    audio.onHold((held) => this.#call?.markHeld(held));
    this.handlers = {
      onEnd: (end) => this.#end(end),
      onTransferRequest: (target, report) => this.#call?.requestTransfer(target, report) ?? false,
      onTransferProgress: (status) => this.#transfer?.progress(status),
      onInfo: (type, body) => {
        const digit = digitOfInfo(type, body);
        if (digit) this.#call?.markDigit(digit);
      },
    };
  }

  /** The call begins to be heard. Throws when it has ended meanwhile. */
  begin(): Call {
    if (this.#ended) throw new Error("the call has ended");
    this.#call ??= new Call({ ...this.#options, leg: this.#audio.leg, signalling: this });
    return this.#call;
  }

  answered(usage: DialogUsage): Call {
    this.#usage = usage;
    this.hangUp = () => usage.hangUp();
    const call = this.begin();
    call.markAnswered();
    return call;
  }

  async setHold(held: boolean): Promise<void> {
    this.#audio.holding = held;
    try {
      await this.#established().renegotiate();
    } catch (error) {
      this.#audio.holding = !held;
      throw error;
    }
  }

  replacingAddress(): string {
    return this.#established().dialog.replacingUri;
  }

  async transfer(target: string): Promise<void> {
    const usage = this.#established();
    if (this.#transfer) throw new Error("a transfer is under way");
    this.#transfer = new Transfer(usage);
    try {
      await this.#transfer.start(target);
    } finally {
      this.#transfer = undefined;
    }
    usage.hangUp();
  }

  #established(): DialogUsage {
    if (this.#usage === undefined) throw new Error("the call is not answered yet");
    return this.#usage;
  }

  #end(end: CallEnd): void {
    this.#ended = true;
    this.#transfer?.ended(end);
    this.#call?.markEnded(end);
    if (this.#call) return;
    const { trunk, from, to, log } = this.#options;
    log({ event: "call-missed", trunk, from, to, end });
  }
}
