import type { Call } from "../call/call.ts";
import { CallFailed } from "../call/call-failed.ts";
import { safeLog, type TelephonyLog } from "../call/call-log.ts";
import { moment } from "../clock/moment.ts";
import { MediaClock, type MediaTicks } from "../media/media-clock.ts";
import { PortPool } from "../rtp/port-pool.ts";
import type { CodecName } from "../sdp/audio-codec.ts";
import type { SrtpPolicy } from "../sdp/audio-negotiation.ts";
import type { DialogUsage } from "../sip/call/dialog-usage.ts";
import type { IncomingSipCall } from "../sip/call/incoming-sip-call.ts";
import type { OutgoingHandlers, OutgoingSipCall } from "../sip/call/outgoing-sip-call.ts";
import { formatUri } from "../sip/sip-uri.ts";
import { SipUserAgent } from "../sip/sip-user-agent.ts";
import type { CallRequest, SipUserAgentOptions } from "../sip/sip-user-agent-options.ts";
import { Line, type LineOptions } from "./line.ts";
import { SipAudio } from "./sip-audio.ts";

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
  /** Hears what happens to calls and trunks, as plain data. */
  log?: TelephonyLog;
  /** A call came in. Answer or reject it; if this throws or rejects, the caller gets 500. */
  onCall: (call: IncomingCall) => unknown;
  /** What drives the calls; default the one clock of the process, which bridged calls must share. */
  mediaClock?: MediaTicks;
};

/** A call that wants an answer. */
export type IncomingCall = {
  trunk: string;
  from: string;
  to: string;
  /** The caller's name as its telephone gives it. */
  displayName: string | undefined;
  /**
   * The call this one takes the place of, after a transfer (Replaces): it ends when this one is answered. It may be one
   * we make that still rings; its `answered` then rejects.
   */
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
  /** Offers ICE and DTLS-SRTP instead of RTP. A telephone that knows neither refuses such a call. Default false. */
  dtls?: boolean;
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
  readonly #calls = new WeakMap<DialogUsage | OutgoingSipCall, Call>();
  readonly #log: TelephonyLog;
  #agent: SipUserAgent | undefined;

  private constructor(options: SipEndpointOptions) {
    this.#options = options;
    this.#log = safeLog(options.log);
    this.mediaClock = options.mediaClock ?? MediaClock.shared;
    this.#ports = new PortPool(options.media.address, options.media.ports);
  }

  /** Listens, registers and takes calls. Rejects when an address cannot be bound or a trunk's server is unknown. */
  static async open(options: SipEndpointOptions): Promise<SipEndpoint> {
    const endpoint = new SipEndpoint(options);
    endpoint.#agent = await SipUserAgent.open({
      ...options,
      onCall: (call, trunk) => void endpoint.#receive(call, trunk),
      onRegistration: (trunk, state) => {
        const status = "status" in state ? { status: state.status } : {};
        endpoint.#log({ event: "registration", trunk, state: state.state, ...status });
        options.onRegistration?.(trunk, state);
      },
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
    const audio = await this.#openAudio(options.dtls);
    const { promise, resolve, reject } = Promise.withResolvers<Call>();
    // Nobody may be waiting: a failed call is then no unhandled rejection.
    promise.catch(() => undefined);
    const { trunk, from: caller, to } = options;
    const line = new Line(audio, this.#lineOptions("outgoing", { trunk, from: caller?.user ?? trunk, to }));
    const handlers: OutgoingHandlers = {
      ...line.handlers,
      onEnd: (end) => {
        line.handlers.onEnd(end);
        reject(new CallFailed(end));
      },
      onProgress: (status, early) => options.onProgress?.(status, early),
      onAnswer: (usage) => {
        const answer = () => {
          if (!usage.isEnded) resolve(this.#note(usage, line.answered(usage)));
        };
        audio.ready.then(answer, (error: unknown) => usage.abort(String(error)));
      },
    };
    const outgoing = this.#call({ ...options, media: audio, handlers });
    line.hangUp = () => outgoing.hangUp();
    this.#calls.set(outgoing, line.begin());
    await outgoing.start();
    return { answered: promise, cancel: () => outgoing.hangUp() };
  }

  /** Ends every call and closes every socket. */
  async close(): Promise<void> {
    await this.#agent?.close();
  }

  #call(request: CallRequest): OutgoingSipCall {
    try {
      return this.agent.call(request);
    } catch (error) {
      request.media.close();
      throw error;
    }
  }

  async #receive(sip: IncomingSipCall, trunk: string): Promise<void> {
    const [from, to] = [formatUri(sip.core.from.uri), formatUri(sip.core.to.uri)];
    const parties = { trunk, from, to };
    const options = this.#lineOptions("incoming", parties);
    try {
      const audio = await this.#openAudio();
      const line = new Line(audio, options);
      sip.attach(audio, line.handlers);
      if (sip.isOver) return;
      line.hangUp = () => (sip.usage ? sip.usage.hangUp() : sip.reject(480));
      await this.#options.onCall({
        ...parties,
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
          await audio.ready.catch((error: unknown) => {
            usage.abort(String(error));
            throw error;
          });
          return this.#note(usage, line.answered(usage));
        },
        reject: (status) => sip.reject(status),
      });
    } catch (error) {
      // The application failed, or no port was free: the caller must not be left ringing.
      this.#log({ event: "call-dropped", ...parties, detail: String(error) });
      if (sip.usage) sip.usage.hangUp();
      else sip.reject(500);
    }
  }

  #note(usage: DialogUsage, call: Call): Call {
    this.#calls.set(usage, call);
    return call;
  }

  #openAudio(dtls = false): Promise<SipAudio> {
    const { media, codecs = ["PCMA", "PCMU"], srtp = "optional" } = this.#options;
    const { address: bind, advertise: address = bind } = media;
    const open = dtls ? SipAudio.openDtls : SipAudio.open;
    return open(this.#ports, { address, bind, codecs, srtp });
  }

  #lineOptions(direction: "incoming" | "outgoing", parties: { trunk: string; from: string; to: string }): LineOptions {
    const { inbandDigits = false, mediaTimeout = 60_000, onFault } = this.#options;
    const hearers = { log: this.#log, onFault };
    const startedAt = moment();
    return { direction, ...parties, startedAt, inbandDigits, mediaTimeout, clock: this.mediaClock, ...hearers };
  }
}
