import { Call } from "../call/call.ts";
import { CallFailed } from "../call/call-failed.ts";
import type { CallSignalling } from "../call/call-signalling.ts";
import { MediaClock, type MediaTicks } from "../media/media-clock.ts";
import { PortPool } from "../rtp/port-pool.ts";
import type { CodecName } from "../sdp/audio-codec.ts";
import type { SrtpPolicy } from "../sdp/audio-negotiation.ts";
import type { CallEnd } from "../sip/call/call-context.ts";
import type { DialogHandlers, DialogUsage } from "../sip/call/dialog-usage.ts";
import type { IncomingSipCall } from "../sip/call/incoming-sip-call.ts";
import { formatUri } from "../sip/sip-uri.ts";
import { SipUserAgent } from "../sip/sip-user-agent.ts";
import type { SipUserAgentOptions } from "../sip/sip-user-agent-options.ts";
import { digitOfInfo } from "./digit-of-info.ts";
import { SipAudio } from "./sip-audio.ts";
import { Transfer } from "./transfer.ts";

export type SipEndpointOptions = Omit<SipUserAgentOptions, "onCall"> & {
  /** Where media sockets are opened; `advertise` is the public address behind a NAT. */
  media: { address: string; advertise?: string; ports: { from: number; to: number } };
  /** In order of preference; default PCMA, PCMU. Add `opus` for wide-band calls. */
  codecs?: CodecName[];
  /** SRTP with keys in the description. Use `required` only where signalling runs over TLS. Default `optional`. */
  srtp?: SrtpPolicy;
  /** Also find keypad tones inside the audio, on every call. Default false. */
  inbandDigits?: boolean;
  /** Ends calls whose peer sends nothing for so long, in ms; default 60,000. */
  mediaTimeout?: number;
  /** A call came in. Answer or reject it; if this throws or rejects, the caller gets 500. */
  onCall: (call: IncomingCall) => unknown;
  /** Shared with other endpoints of the process when given. */
  mediaClock?: MediaTicks;
};

/** A call that wants an answer. */
export type IncomingCall = {
  trunk: string;
  from: string;
  to: string;
  /** The caller's name as its telephone gives it. */
  displayName: string | undefined;
  /** The call this one takes the place of, after a transfer (Replaces): it ends when this one is answered. */
  replaces: Call | undefined;
  /** A header of the INVITE. */
  header: (name: string) => string | undefined;
  ring: () => void;
  /** Opens the audio before the call is answered: announcements that cost the caller nothing. */
  early: () => Promise<Call>;
  /** Answers. Rejects when the caller gave up or speaks no codec of ours. */
  answer: () => Promise<Call>;
  /** Refuses; 486 is busy, 603 not wanted. */
  reject: (status?: number) => void;
};

/** Whom to call. `to` is a number at the trunk or a SIP URI. */
export type DialOptions = {
  trunk: string;
  to: string;
  from?: { user?: string; displayName?: string };
  headers?: [name: string, value: string][];
  /** Milliseconds it may ring; default 60,000. */
  ringTimeout?: number;
  /** It rings (180) or can be heard already (183). */
  onProgress?: (status: number, early: boolean) => void;
};

/** A call being made. */
export type Dialing = {
  /** Resolves with the call when it is answered; rejects with CallFailed when it is not. */
  answered: Promise<Call>;
  cancel: () => void;
};

/** A telephone exchange's worth of SIP calls with their audio: the front door of this library. */
export class SipEndpoint {
  readonly mediaClock: MediaTicks;
  readonly #options: SipEndpointOptions;
  readonly #ports: PortPool;
  readonly #calls = new WeakMap<DialogUsage, Call>();
  #agent: SipUserAgent | undefined;

  private constructor(options: SipEndpointOptions) {
    this.#options = options;
    this.mediaClock = options.mediaClock ?? new MediaClock(options.onFault);
    this.#ports = new PortPool(options.media.address, options.media.ports);
  }

  /** Listens, registers and takes calls. Rejects when an address cannot be bound or a trunk's server is unknown. */
  static async open(options: SipEndpointOptions): Promise<SipEndpoint> {
    const endpoint = new SipEndpoint(options);
    endpoint.#agent = await SipUserAgent.open({
      ...options,
      onCall: (call, trunk) => void endpoint.#receive(call, trunk),
    });
    return endpoint;
  }

  /** The signalling underneath. */
  get agent(): SipUserAgent {
    if (this.#agent === undefined) throw new Error("the endpoint is not open");
    return this.#agent;
  }

  /** Calls somebody. Rejects when no media port is free; throws like `SipUserAgent.call`. */
  async dial(options: DialOptions): Promise<Dialing> {
    const audio = await this.#openAudio();
    const { promise, resolve, reject } = Promise.withResolvers<Call>();
    // Nobody may be waiting: a failed call is then no unhandled rejection.
    promise.catch(() => undefined);
    const { from: caller, to } = options;
    const line = new Line(audio, this.#callOptions("outgoing", { from: caller?.user ?? options.trunk, to }));
    const outgoing = this.agent.call({
      ...options,
      media: audio,
      handlers: {
        ...line.handlers,
        onEnd: (end) => {
          line.handlers.onEnd(end);
          reject(new CallFailed(end));
        },
        onProgress: (status, early) => options.onProgress?.(status, early),
        onAnswer: (usage) => resolve(this.#note(usage, line.answered(usage))),
      },
    });
    line.hangUp = () => outgoing.hangUp();
    line.begin();
    await outgoing.start();
    return { answered: promise, cancel: () => outgoing.hangUp() };
  }

  /** Ends every call and closes every socket. */
  async close(): Promise<void> {
    await this.#agent?.close();
  }

  async #receive(sip: IncomingSipCall, trunk: string): Promise<void> {
    try {
      const audio = await this.#openAudio();
      const from = formatUri(sip.core.from.uri);
      const line = new Line(audio, this.#callOptions("incoming", { from, to: formatUri(sip.core.to.uri) }));
      sip.attach(audio, line.handlers);
      line.hangUp = () => (sip.usage ? sip.usage.hangUp() : sip.reject(480));
      await this.#options.onCall({
        trunk,
        from,
        to: formatUri(sip.core.to.uri),
        displayName: sip.core.from.displayName,
        replaces: sip.replaced && this.#calls.get(sip.replaced),
        header: (name) => sip.invite.headers.get(name),
        ring: () => sip.ring(),
        early: async () => {
          await sip.progress();
          return line.begin();
        },
        answer: async () => {
          const usage = await sip.accept();
          await audio.ready;
          return this.#note(usage, line.answered(usage));
        },
        reject: (status) => sip.reject(status),
      });
    } catch {
      // The application failed, or no port was free: the caller must not be left ringing.
      if (sip.usage) sip.usage.hangUp();
      else sip.reject(500);
    }
  }

  #note(usage: DialogUsage, call: Call): Call {
    this.#calls.set(usage, call);
    return call;
  }

  #openAudio(): Promise<SipAudio> {
    const { media, codecs = ["PCMA", "PCMU"], srtp = "optional" } = this.#options;
    return SipAudio.open(this.#ports, { address: media.advertise ?? media.address, bind: media.address, codecs, srtp });
  }

  #callOptions(direction: "incoming" | "outgoing", parties: { from: string; to: string }): LineOptions {
    const { inbandDigits = false, mediaTimeout = 60_000 } = this.#options;
    return { direction, ...parties, inbandDigits, mediaTimeout, clock: this.mediaClock };
  }
}

type LineOptions = {
  direction: "incoming" | "outgoing";
  from: string;
  to: string;
  inbandDigits: boolean;
  mediaTimeout: number;
  clock: MediaTicks;
};

// Joins the signalling and the audio of one call to the Call object, which exists from the first audio on.
class Line implements CallSignalling {
  hangUp: () => void = () => undefined;
  readonly handlers: DialogHandlers;
  readonly #audio: SipAudio;
  readonly #options: LineOptions;
  #call: Call | undefined;
  #usage: DialogUsage | undefined;
  #transfer: Transfer | undefined;

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

  /** The call begins to be heard. */
  begin(): Call {
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
    this.#transfer = new Transfer(usage);
    await this.#transfer.start(target);
    usage.hangUp();
  }

  #established(): DialogUsage {
    if (this.#usage === undefined) throw new Error("the call is not answered yet");
    return this.#usage;
  }

  #end(end: CallEnd): void {
    this.#transfer?.ended();
    this.#call?.markEnded(end);
  }
}
