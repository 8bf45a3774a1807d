import { Call } from "../call/call.ts";
import { CallFailed } from "../call/call-failed.ts";
import type { TelephonyLog } from "../call/call-log.ts";
import type { EndReason } from "../call/call-record.ts";
import { type Clock, systemClock } from "../clock/clock.ts";
import { MediaClock, type MediaTicks } from "../media/media-clock.ts";
import { WebRtcLeg, type WebRtcOptions } from "../webrtc/webrtc-leg.ts";
import { readWhatsAppCalls, type WhatsAppAction, type WhatsAppCallEvent } from "./whatsapp-protocol.ts";

export type WhatsAppPhoneOptions = {
  /** Sends an action to the service and answers with its body. Must reject when the service refuses. */
  post: (action: WhatsAppAction) => Promise<unknown>;
  /** A person calls. Answer or reject; what is neither is rejected after 30 seconds. */
  onCall: (call: IncomingWhatsAppCall) => unknown;
  webrtc?: WebRtcOptions;
  /** What drives the calls; default the one clock of the process, which bridged calls must share. */
  mediaClock?: MediaTicks;
  clock?: Clock;
  /** Hears what happens to calls, as plain data. */
  log?: TelephonyLog;
};

export type IncomingWhatsAppCall = {
  id: string;
  from: string;
  to: string;
  /** What the business put behind the button or link that was used. */
  payload: string | undefined;
  /** Answers. Rejects when the person gave up, the media path failed or the service refused. */
  answer: () => Promise<Call>;
  reject: () => void;
};

type Connect = Extract<WhatsAppCallEvent, { kind: "connect" }>;

type Line = {
  id: string;
  startedAt: Date;
  leg?: WebRtcLeg;
  call?: Call;
  state: "ringing" | "answering" | "talking" | "over";
  /** For a call we make. */
  answered?: { resolve: (call: Call) => void; reject: (error: Error) => void };
  cancelDeadline: () => void;
};

// The service gives up on an unanswered call after 30 to 60 seconds; the shorter one counts.
const ANSWER_DEADLINE_MS = 30_000;
const RING_TIMEOUT_MS = 60_000;
const REMEMBERED_ENDS = 1_000;
const MAX_EARLY = 50;

/**
 * Calls over the WhatsApp Business Calling API with our own media: the service is ICE-lite, we control and are the
 * DTLS client. Give it every webhook value of field `calls`, in any order and as often as they come.
 */
export class WhatsAppPhone {
  readonly #options: WhatsAppPhoneOptions;
  readonly #clock: Clock;
  readonly #mediaClock: MediaTicks;
  readonly #lines = new Map<string, Line>();
  readonly #ended = new Set<string>();
  // Answers to calls whose id the service has not told us yet: its webhook may overtake its own response.
  readonly #early = new Map<string, Connect>();

  constructor(options: WhatsAppPhoneOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#mediaClock = options.mediaClock ?? MediaClock.shared;
  }

  /** Takes a webhook value. What is unknown, repeated or late is passed over. */
  receive(value: unknown): void {
    for (const event of readWhatsAppCalls(value)) {
      if (event.kind === "terminate") this.#terminated(event);
      else if (event.kind === "status") this.#status(event);
      else if (event.incoming) this.#ring(event);
      else void this.#connected(event);
    }
  }

  /**
   * Calls a person who has permitted it. Resolves when answered; rejects with CallFailed when not, and with the
   * error of `post` when the service refuses to call.
   */
  async dial(to: string, options: { data?: string } = {}): Promise<Call> {
    const startedAt = new Date();
    const { leg, offer } = await WebRtcLeg.offer(this.#options.webrtc);
    const { promise, resolve, reject } = Promise.withResolvers<Call>();
    try {
      const { data } = options;
      const session = { sdp_type: "offer" as const, sdp: offer };
      const extra = data === undefined ? {} : { biz_opaque_callback_data: data };
      const id = callIdOf(await this.#options.post({ action: "connect", to, session, ...extra }));
      const answered = { resolve, reject };
      const line: Line = { id, startedAt, leg, state: "ringing", answered, cancelDeadline: () => undefined };
      line.call = this.#newCall(line, { direction: "outgoing", from: "", to });
      line.cancelDeadline = this.#clock.after(RING_TIMEOUT_MS, () =>
        this.#hangUp(line, { by: "local", reason: "timeout" }),
      );
      this.#lines.set(id, line);
      this.#catchUp(line);
    } catch (error) {
      leg.close();
      throw error;
    }
    return promise;
  }

  /** Ends every call. */
  close(): void {
    for (const line of this.#lines.values()) this.#hangUp(line, { by: "local", reason: "hangup" });
  }

  #ring(event: Connect): void {
    const { id, from, to, session, payload } = event;
    // The end may come before the beginning, and either may come again.
    if (this.#lines.has(id) || this.#ended.has(id)) return;
    const line: Line = { id, startedAt: new Date(), state: "ringing", cancelDeadline: () => undefined };
    line.cancelDeadline = this.#clock.after(ANSWER_DEADLINE_MS, () => {
      this.#reject(line);
      this.#hangUp(line, { by: "local", reason: "timeout" });
    });
    this.#lines.set(id, line);
    const answer = () => this.#answer(line, { from, to, offer: session.sdp });
    const incoming = { id, from, to, payload, answer, reject: () => this.#reject(line) };
    Promise.resolve()
      .then(() => this.#options.onCall(incoming))
      .catch(() => this.#reject(line));
  }

  async #answer(line: Line, { from, to, offer }: { from: string; to: string; offer: string }): Promise<Call> {
    if (line.state !== "ringing") throw new Error("the call is over or was answered already");
    line.state = "answering";
    try {
      const { leg, answer } = await WebRtcLeg.answer(offer, this.#options.webrtc);
      line.leg = leg;
      // The person gave up while the answer was written: nobody else would close its ports.
      if (this.#isOver(line)) {
        leg.close();
        throw new Error("the call ended before it was answered");
      }
      // Both carry the same description; `answer` is what works, whatever the tables of the documentation say.
      const session = { sdp_type: "answer" as const, sdp: answer };
      await this.#options.post({ action: "pre_accept", call_id: line.id, session });
      await leg.connected;
      if (this.#isOver(line)) throw new Error("the call ended before it was answered");
      await this.#options.post({ action: "accept", call_id: line.id, session });
      if (this.#isOver(line)) throw new Error("the call ended before it was answered");
      line.cancelDeadline();
      // Media may be sent only now that `accept` was taken: the call, which sends, is made now.
      line.call = this.#newCall(line, { direction: "incoming", from, to });
      return this.#talk(line, line.call);
    } catch (error) {
      this.#hangUp(line, { by: "local", reason: "failed", detail: String(error) });
      throw error;
    }
  }

  #catchUp(line: Line): void {
    const answer = this.#early.get(line.id);
    this.#early.delete(line.id);
    if (this.#ended.has(line.id)) this.#over(line, { by: "remote", reason: "failed" });
    else if (answer) void this.#connected(answer);
  }

  #keepEarly(event: Connect): void {
    this.#early.set(event.id, event);
    const oldest = this.#early.keys().next().value;
    if (this.#early.size > MAX_EARLY && oldest !== undefined) this.#early.delete(oldest);
  }

  // The person answered a call of ours: the service sends their description.
  async #connected(event: Connect): Promise<void> {
    const { id, session } = event;
    const line = this.#lines.get(id);
    if (line === undefined && !this.#ended.has(id)) this.#keepEarly(event);
    if (line?.state !== "ringing" || line.leg === undefined || line.call === undefined) return;
    line.state = "answering";
    line.cancelDeadline();
    try {
      await line.leg.accept(session.sdp);
      await line.leg.connected;
      if (!this.#isOver(line)) line.answered?.resolve(this.#talk(line, line.call));
    } catch (error) {
      this.#hangUp(line, { by: "network", reason: "failed", detail: String(error) });
    }
  }

  #talk(line: Line, call: Call): Call {
    line.state = "talking";
    line.leg?.onLost(() => this.#hangUp(line, { by: "network", reason: "failed", detail: "the media path was lost" }));
    call.markAnswered();
    return call;
  }

  #newCall(line: Line, parties: { direction: "incoming" | "outgoing"; from: string; to: string }): Call {
    if (line.leg === undefined) throw new Error("no media");
    const hangUp = () => this.#hangUp(line, { by: "local", reason: "hangup" });
    const { leg, startedAt } = line;
    const { log } = this.#options;
    return new Call({
      ...parties,
      leg,
      startedAt,
      clock: this.#mediaClock,
      signalling: { hangUp },
      ...(log ? { log } : {}),
    });
  }

  #status({ id, status }: Extract<WhatsAppCallEvent, { kind: "status" }>): void {
    const line = this.#lines.get(id);
    if (line && status === "rejected") this.#over(line, { by: "remote", reason: "rejected" });
  }

  #terminated({ id, failed }: Extract<WhatsAppCallEvent, { kind: "terminate" }>): void {
    const line = this.#lines.get(id);
    this.#remember(id);
    if (line) this.#over(line, { by: "remote", reason: failed ? "failed" : "hangup" });
  }

  #reject(line: Line): void {
    if (line.state !== "ringing") return;
    this.#post({ action: "reject", call_id: line.id });
    this.#over(line, { by: "local", reason: "rejected" });
  }

  #hangUp(line: Line, end: EndReason): void {
    if (this.#isOver(line)) return;
    this.#post({ action: "terminate", call_id: line.id });
    this.#over(line, end);
  }

  #over(line: Line, end: EndReason): void {
    if (this.#isOver(line)) return;
    line.state = "over";
    line.cancelDeadline();
    this.#lines.delete(line.id);
    this.#remember(line.id);
    line.answered?.reject(new CallFailed(end));
    if (line.call) line.call.markEnded(end);
    else line.leg?.close();
  }

  #isOver(line: Line): boolean {
    return line.state === "over";
  }

  // The call is over for us whatever the service says to it.
  #post(action: WhatsAppAction): void {
    this.#options.post(action).catch(() => undefined);
  }

  #remember(id: string): void {
    this.#ended.add(id);
    const oldest = this.#ended.values().next().value;
    if (this.#ended.size > REMEMBERED_ENDS && oldest !== undefined) this.#ended.delete(oldest);
  }
}

function callIdOf(body: unknown): string {
  const { calls } = (body ?? {}) as { calls?: { id?: unknown }[] };
  const id = calls?.[0]?.id;
  if (typeof id !== "string") throw new Error("the service gave the call no id");
  return id;
}
