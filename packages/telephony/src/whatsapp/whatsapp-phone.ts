import type { Call } from "../call/call.ts";
import { safeLog, type TelephonyLog } from "../call/call-log.ts";
import { type Clock, systemClock } from "../clock/clock.ts";
import type { Dialing } from "../endpoint/sip-endpoint.ts";
import { MediaClock, type MediaTicks } from "../media/media-clock.ts";
import { WebRtcLeg, type WebRtcOptions } from "../webrtc/webrtc-leg.ts";
import { type LineOptions, WhatsAppLine } from "./whatsapp-line.ts";
import { readWhatsAppCalls, type WhatsAppAction, type WhatsAppCallEvent } from "./whatsapp-protocol.ts";

export type WhatsAppPhoneOptions = {
  /** Sends an action to the service and answers with its body. Must reject when the service refuses. */
  post: (action: WhatsAppAction) => Promise<unknown>;
  /**
   * A person calls. Answer or reject; what is neither is rejected after 30 seconds. If this throws or rejects, the call
   * ends, answered or not.
   */
  onCall: (call: IncomingWhatsAppCall) => unknown;
  webrtc?: WebRtcOptions;
  /** What drives the calls; default the one clock of the process, which bridged calls must share. */
  mediaClock?: MediaTicks;
  clock?: Clock;
  /** Hears what happens to calls, as plain data; where an entry names a trunk, it is `whatsapp`. */
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

// The service gives up on an unanswered call after 30 to 60 seconds; the shorter one counts.
const ANSWER_DEADLINE_MS = 30_000;
const RING_TIMEOUT_MS = 60_000;
const REMEMBERED_ENDS = 1_000;
const MAX_EARLY = 1_000;

/**
 * Calls over the WhatsApp Business Calling API with our own media: the service is ICE-lite, we control and are the
 * DTLS client. Give it every webhook value of field `calls`, in any order and as often as they come.
 */
export class WhatsAppPhone {
  readonly #options: WhatsAppPhoneOptions;
  readonly #clock: Clock;
  readonly #mediaClock: MediaTicks;
  readonly #log: TelephonyLog;
  readonly #lines = new Set<WhatsAppLine>();
  readonly #known = new Map<string, WhatsAppLine>();
  readonly #ended = new Set<string>();
  // Of calls whose id the service has not told us yet: its webhooks may overtake its own response.
  #early: WhatsAppCallEvent[] = [];
  #nameless = 0;
  #closed = false;

  constructor(options: WhatsAppPhoneOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#mediaClock = options.mediaClock ?? MediaClock.shared;
    this.#log = safeLog(options.log);
  }

  /** Takes a webhook value. What is unknown, repeated or late is passed over. */
  receive(value: unknown): void {
    for (const event of readWhatsAppCalls(value)) {
      if (event.kind === "terminate") this.#remember(event.id);
      const line = this.#known.get(event.id);
      if (line) line.hear(event);
      else if (event.kind === "connect" && event.incoming) this.#ring(event);
      else if (this.#nameless > 0) this.#keepEarly(event);
    }
  }

  /**
   * Calls a person who has permitted it. `answered` rejects with CallFailed when nobody takes the call, and with the error
   * of `post` when the service refuses to make it. Rejects when there is no room for its media, or the phone is closed.
   */
  async dial(to: string, { data }: { data?: string } = {}): Promise<Dialing> {
    const { leg, offer } = await WebRtcLeg.offer(this.#options.webrtc);
    if (this.#closed) {
      leg.close();
      throw new Error("the phone is closed");
    }
    const line = this.#open({ direction: "outgoing", from: "", to, ringMs: RING_TIMEOUT_MS });
    const session = { sdp_type: "offer" as const, sdp: offer };
    const extra = data === undefined ? {} : { biz_opaque_callback_data: data };
    void this.#dial(line, leg, { action: "connect", to, session, ...extra });
    return { answered: line.answered, cancel: () => line.hangUp() };
  }

  /** Ends every call; none is made or taken from then on. */
  close(): void {
    this.#closed = true;
    for (const line of this.#lines) line.hangUp();
  }

  async #dial(line: WhatsAppLine, leg: WebRtcLeg, connect: WhatsAppAction): Promise<void> {
    this.#nameless++;
    await line.dial(leg, async () => callIdOf(await this.#options.post(connect)));
    this.#nameless--;
    const { id } = line;
    if (id !== undefined && line.isOver) this.#remember(id);
    else if (id !== undefined) this.#known.set(id, line);
    for (const event of this.#early) if (event.id === id) line.hear(event);
    if (this.#nameless === 0) this.#early = [];
  }

  #ring({ id, from, to, session, payload }: Extract<WhatsAppCallEvent, { kind: "connect" }>): void {
    // The end may come before the beginning, and either may come again.
    if (this.#closed || this.#ended.has(id)) return;
    const line = this.#open({ direction: "incoming", from, to, ringMs: ANSWER_DEADLINE_MS, id });
    this.#known.set(id, line);
    const answer = () => line.answer(session.sdp, this.#options.webrtc);
    const incoming = { id, from, to, payload, answer, reject: () => line.reject() };
    Promise.resolve()
      .then(() => this.#options.onCall(incoming))
      .catch((error: unknown) => line.drop(error));
  }

  #open(options: LineOptions): WhatsAppLine {
    const onOver = (line: WhatsAppLine) => {
      this.#lines.delete(line);
      if (line.id === undefined) return;
      this.#known.delete(line.id);
      this.#remember(line.id);
    };
    const { post } = this.#options;
    const context = { clock: this.#clock, mediaClock: this.#mediaClock, log: this.#log, post, onOver };
    const line = new WhatsAppLine(context, options);
    this.#lines.add(line);
    return line;
  }

  #keepEarly(event: WhatsAppCallEvent): void {
    this.#early.push(event);
    if (this.#early.length > MAX_EARLY) this.#early.shift();
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
