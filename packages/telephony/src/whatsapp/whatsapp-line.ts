import { Call } from "../call/call.ts";
import { CallFailed } from "../call/call-failed.ts";
import type { TelephonyLog } from "../call/call-log.ts";
import type { EndReason } from "../call/call-record.ts";
import type { Clock } from "../clock/clock.ts";
import { moment } from "../clock/moment.ts";
import type { MediaTicks } from "../media/media-clock.ts";
import { WebRtcLeg, type WebRtcOptions } from "../webrtc/webrtc-leg.ts";
import type { WhatsAppAction, WhatsAppCallEvent } from "./whatsapp-protocol.ts";

/** What a line needs from the phone it belongs to. */
export type LineContext = {
  clock: Clock;
  mediaClock: MediaTicks;
  log: TelephonyLog;
  post: (action: WhatsAppAction) => Promise<unknown>;
  onOver: (line: WhatsAppLine) => void;
};

/** `ringMs` is how long it may ring; a call that comes in has its id from the start. */
export type LineOptions = {
  direction: "incoming" | "outgoing";
  from: string;
  to: string;
  ringMs: number;
  id?: string;
};

/** One call of the service, from its first sign to its end: what is told to the service, and what it tells. */
export class WhatsAppLine {
  readonly #context: LineContext;
  readonly #options: LineOptions;
  readonly #startedAt = moment();
  readonly #answered = Promise.withResolvers<Call>();
  readonly #cancelDeadline: () => void;
  #state: "ringing" | "answering" | "talking" | "over" = "ringing";
  #id: string | undefined;
  #leg: WebRtcLeg | undefined;
  #call: Call | undefined;

  constructor(context: LineContext, options: LineOptions) {
    this.#context = context;
    this.#options = options;
    this.#id = options.id;
    this.#cancelDeadline = context.clock.after(options.ringMs, () => this.hangUp({ by: "local", reason: "timeout" }));
    // Nobody may be waiting: a failed call is then no unhandled rejection.
    this.#answered.promise.catch(() => undefined);
  }

  /** At the service; undefined until it has told the id of a call we make. */
  get id(): string | undefined {
    return this.#id;
  }

  get isOver(): boolean {
    return this.#state === "over";
  }

  /** Resolves with a call we make when it is answered; rejects when it is not. */
  get answered(): Promise<Call> {
    return this.#answered.promise;
  }

  /** Answers a call that comes in. Rejects when it ended meanwhile, its media failed or the service refused. */
  async answer(offer: string, webrtc: WebRtcOptions | undefined): Promise<Call> {
    if (this.#state !== "ringing") throw new Error("the call is over or was answered already");
    this.#state = "answering";
    try {
      const { leg, answer } = await WebRtcLeg.answer(offer, webrtc);
      this.#leg = leg;
      // The person gave up while the answer was written: nobody else would close its ports.
      if (this.isOver) leg.close();
      this.#mustGoOn();
      // Both carry the same description; `answer` is what works, whatever the tables of the documentation say.
      const session = { sdp_type: "answer" as const, sdp: answer };
      const call_id = this.#id ?? "";
      await this.#context.post({ action: "pre_accept", call_id, session });
      await leg.connected;
      this.#mustGoOn();
      await this.#context.post({ action: "accept", call_id, session });
      this.#mustGoOn();
      // Media may be sent only now that `accept` was taken: the call, which sends, is made now.
      return this.#talk(leg, this.#begin(leg));
    } catch (error) {
      this.hangUp({ by: "local", reason: "failed", detail: String(error) });
      throw error;
    }
  }

  /** Calls with this path: `connect` posts its offer and gives the call's id. */
  async dial(leg: WebRtcLeg, connect: () => Promise<string>): Promise<void> {
    this.#leg = leg;
    this.#begin(leg);
    try {
      this.#id = await connect();
      // Given up meanwhile: the person's phone has only begun to ring.
      if (this.isOver) void this.#post({ action: "terminate", call_id: this.#id });
    } catch (error) {
      this.#over({ by: "network", reason: "failed", detail: String(error) }, error);
    }
  }

  /** Takes what the service tells of the call. What is repeated or late is passed over. */
  hear(event: WhatsAppCallEvent): void {
    if (event.kind === "connect") void this.#takeAnswer(event.session.sdp);
    else if (event.kind === "terminate") this.#terminated(event.failed);
    else if (event.status === "rejected") this.#over({ by: "remote", reason: "rejected" });
  }

  reject(): void {
    if (this.#state === "ringing") this.hangUp();
  }

  /** The application failed: the person must not be left in silence. */
  drop(error: unknown): void {
    const { from, to } = this.#options;
    this.#context.log({ event: "call-dropped", trunk: "whatsapp", from, to, detail: String(error) });
    this.hangUp();
  }

  /** Ends the call from our side, whatever it is doing. */
  hangUp(end: EndReason = { by: "local", reason: this.#reasonToEnd() }): void {
    if (this.isOver) return;
    const action = this.#state === "ringing" && this.#options.direction === "incoming" ? "reject" : "terminate";
    if (this.#id !== undefined) void this.#post({ action, call_id: this.#id });
    this.#over(end);
  }

  #reasonToEnd(): EndReason["reason"] {
    if (this.#state === "talking") return "hangup";
    return this.#options.direction === "incoming" ? "rejected" : "cancelled";
  }

  // The person answered a call of ours: the service sends their description.
  async #takeAnswer(answer: string): Promise<void> {
    const [leg, call] = [this.#leg, this.#call];
    if (this.#state !== "ringing" || leg === undefined || call === undefined) return;
    this.#state = "answering";
    this.#cancelDeadline();
    try {
      await leg.accept(answer);
      await leg.connected;
      if (!this.isOver) this.#answered.resolve(this.#talk(leg, call));
    } catch (error) {
      this.hangUp({ by: "network", reason: "failed", detail: String(error) });
    }
  }

  #terminated(failed: boolean): void {
    const missed = this.#options.direction === "incoming" && this.#state !== "talking";
    this.#over({ by: "remote", reason: failed ? "failed" : missed ? "cancelled" : "hangup" });
  }

  #begin(leg: WebRtcLeg): Call {
    const { mediaClock: clock, log } = this.#context;
    const { direction, from, to } = this.#options;
    const signalling = { hangUp: () => this.hangUp() };
    this.#call = new Call({ direction, from, to, leg, clock, log, signalling, startedAt: this.#startedAt });
    return this.#call;
  }

  #talk(leg: WebRtcLeg, call: Call): Call {
    this.#state = "talking";
    this.#cancelDeadline();
    leg.onLost(() => this.hangUp({ by: "network", reason: "failed", detail: "the media path was lost" }));
    call.markAnswered();
    return call;
  }

  #over(end: EndReason, error: unknown = new CallFailed(end)): void {
    if (this.isOver) return;
    this.#state = "over";
    this.#cancelDeadline();
    this.#context.onOver(this);
    this.#answered.reject(error);
    this.#call?.markEnded(end);
    if (this.#call) return;
    this.#leg?.close();
    const { from, to } = this.#options;
    this.#context.log({ event: "call-missed", trunk: "whatsapp", from, to, end });
  }

  #mustGoOn(): void {
    if (this.isOver) throw new Error("the call ended before it was answered");
  }

  async #post(action: WhatsAppAction): Promise<void> {
    try {
      await this.#context.post(action);
    } catch {
      // The call is over for us whatever the service says to it.
    }
  }
}
