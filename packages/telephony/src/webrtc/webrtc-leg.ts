import {
  MediaStreamTrack,
  type RTCPeerConnection,
  RTCRtpCodecParameters,
  type RTCRtpTransceiver,
  type RTCSessionDescription,
  RtpHeader,
  RtpPacket as WireRtpPacket,
} from "werift";
import type { Digit } from "../audio/digit.ts";
import type { SampleRate } from "../audio/frame.ts";
import type { LegStats, MediaLeg } from "../media/media-leg.ts";
import { AudioStream, COMFORT_NOISE, type StreamFormat } from "../rtp/audio-stream.ts";
import type { RtpPacket } from "../rtp/rtp-packet.ts";
import { CLOCK_RATES, type CodecName, OFFERED_PAYLOAD_TYPES } from "../sdp/audio-codec.ts";
import { agreedFormats, offeredFormats, withNumbersOf } from "../sdp/audio-formats.ts";
import { pickCodec, pickDtmf } from "../sdp/audio-negotiation.ts";
import type { Direction } from "../sdp/direction.ts";
import { SdpError } from "../sdp/session-description.ts";
import {
  askNoOtherServer,
  checkLocalAddress,
  codecParameters,
  createPeerConnection,
  eventParameters,
} from "./peer-connection.ts";
import { audioOf, withFormats, withMids, withRealAddress } from "./session-texts.ts";

export type WebRtcOptions = {
  /** In order of preference; default Opus, PCMU, PCMA. */
  codecs?: CodecName[];
  /** The local IPv4 address to be reached at; every interface when absent. */
  address?: string;
  /** The address peers are told in its place: the public one, behind a NAT that keeps the ports. */
  advertise?: string;
  /** UDP ports for media; any free port when absent. */
  ports?: { from: number; to: number };
  /** STUN and TURN servers, as in a browser. None by default: a public address or the peer's own suffices. */
  iceServers?: { urls: string; username?: string; credential?: string }[];
};

type Connection = "new" | "connecting" | "connected" | "disconnected" | "failed" | "closed";

const CONNECT_TIMEOUT_MS = 20_000;

/** Audio over WebRTC (ICE, DTLS-SRTP): browsers, WhatsApp, SIP telephones that speak it. No trickling of candidates. */
export class WebRtcLeg implements MediaLeg {
  readonly #options: WebRtcOptions;
  readonly #connection: RTCPeerConnection;
  readonly #stream = new AudioStream((packet) => this.#sendPacket(packet));
  readonly #track = new MediaStreamTrack({ kind: "audio" });
  readonly #connected = Promise.withResolvers<void>();
  readonly #closed = Promise.withResolvers<never>();
  #transceiver: RTCRtpTransceiver | undefined;
  #format: StreamFormat | undefined;
  #onLost: () => void = () => undefined;
  #state: Connection = "new";
  #reports = 0;

  private constructor(codecs: RTCRtpCodecParameters[], options: WebRtcOptions) {
    this.#options = options;
    this.#connection = createPeerConnection(codecs, options);
    // Nobody may be waiting when the connection fails: `onLost` tells as well.
    this.#connected.promise.catch(() => undefined);
    this.#closed.promise.catch(() => undefined);
    this.#connection.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe((packet) => this.#receivePacket(packet));
    });
    this.#connection.connectionStateChange.subscribe((state) => this.#changeState(state));
  }

  /**
   * Answers an offer. Rejects with SdpError when it holds no audio we speak, and when the address cannot be used or no
   * port is free.
   */
  static async answer(offer: string, options: WebRtcOptions = {}): Promise<{ leg: WebRtcLeg; answer: string }> {
    const { audio } = audioOf(offer);
    const codec = audio && pickCodec(audio, options.codecs ?? ["opus", "PCMU", "PCMA"]);
    if (audio === undefined || codec === undefined) throw new SdpError("the offer holds no usable audio");
    const dtmf = pickDtmf(audio, codec);
    if (options.address !== undefined) await checkLocalAddress(options.address);
    const leg = new WebRtcLeg([codecParameters(codec), ...(dtmf ? [eventParameters(dtmf)] : [])], options);
    try {
      const payloadTypes = [codec.payloadType, ...(dtmf ? [dtmf.payloadType] : [])];
      const sdp = withFormats(withMids(offer), payloadTypes);
      await leg.#connection.setRemoteDescription({ type: "offer", sdp });
      await leg.#attachTrack(leg.#connection.getTransceivers()[0]);
      leg.#configure({ codec, dtmf, direction: "sendrecv" });
      const answer = await leg.#describe(await leg.#connection.createAnswer());
      leg.#listen();
      leg.#awaitPath();
      return { leg, answer };
    } catch (error) {
      leg.close();
      throw error;
    }
  }

  /** Makes an offer; give its answer to `accept`. Rejects when the address cannot be used or no port is free. */
  static async offer(options: WebRtcOptions = {}): Promise<{ leg: WebRtcLeg; offer: string }> {
    const names = options.codecs ?? ["opus", "PCMU", "PCMA"];
    const codecs = names.map((name) =>
      codecParameters({ name, payloadType: OFFERED_PAYLOAD_TYPES[name], clockRate: CLOCK_RATES[name] }),
    );
    if (options.address !== undefined) await checkLocalAddress(options.address);
    const leg = new WebRtcLeg([...codecs, eventParameters({ payloadType: 101, clockRate: 8000 })], options);
    try {
      leg.#transceiver = leg.#connection.addTransceiver(leg.#track, { direction: "sendrecv" });
      return { leg, offer: await leg.#describe(await leg.#connection.createOffer()) };
    } catch (error) {
      leg.close();
      throw error;
    }
  }

  /** Takes the answer to our offer. Rejects with SdpError when it refuses the audio, and when the leg is closed. */
  async accept(answer: string): Promise<void> {
    const { audio } = audioOf(answer);
    const codec = audio && pickCodec(audio, ["opus", "PCMU", "PCMA"]);
    if (audio === undefined || codec === undefined) throw new SdpError("the answer refuses audio");
    const received = withNumbersOf(audio, agreedFormats(audio, offeredFormats(["opus", "PCMU", "PCMA"])));
    this.#configure({ codec, dtmf: pickDtmf(audio, codec), direction: "sendrecv", received });
    // A connection that is closed meanwhile says nothing more.
    const described = this.#connection.setRemoteDescription({ type: "answer", sdp: withMids(answer) });
    await Promise.race([described, this.#closed.promise]);
    this.#listen();
    this.#awaitPath();
  }

  /** Who sends from now on; agreed in the signalling. */
  set direction(direction: Direction) {
    if (this.#format) this.#configure({ ...this.#format, direction });
  }

  /** Resolves when audio can flow; rejects when none was found within 20 seconds of the answer. */
  get connected(): Promise<void> {
    return this.#connected.promise;
  }

  /** Hears that an established path was lost for good. */
  onLost(listener: () => void): void {
    this.#onLost = listener;
  }

  get sampleRate(): SampleRate {
    return this.#stream.sampleRate;
  }

  receive(): Int16Array {
    return this.#stream.receive();
  }

  send(frame: Int16Array | undefined, skipped = 0): void {
    this.#stream.skip(skipped);
    if (this.#state === "connected") this.#stream.send(frame);
    else this.#stream.skip(1);
  }

  sendDigit(digit: Digit): Promise<boolean> {
    return this.#stream.sendDigit(digit);
  }

  onDigit(listener: (digit: Digit) => void): void {
    this.#stream.onDigit(listener);
  }

  get stats(): LegStats {
    const reportsReceived = this.#reports;
    return this.#stream.stats({ reportsReceived, remoteLoss: undefined, roundTripMs: undefined, encrypted: true });
  }

  close(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#stream.close();
    this.#connected.reject(new Error("closed"));
    this.#closed.reject(new Error("closed"));
    this.#connection.close().catch(() => undefined);
  }

  async #attachTrack(transceiver: RTCRtpTransceiver | undefined): Promise<void> {
    if (transceiver === undefined) throw new SdpError("the offer holds no usable audio");
    this.#transceiver = transceiver;
    transceiver.setDirection("sendrecv");
    await transceiver.sender.replaceTrack(this.#track);
  }

  // Once both descriptions are known; an offer may be waited for as long as a telephone rings.
  #awaitPath(): void {
    const timer = setTimeout(() => this.#connected.reject(new Error("no media path in time")), CONNECT_TIMEOUT_MS);
    timer.unref();
    const done = () => clearTimeout(timer);
    void this.#connected.promise.then(done, done);
  }

  // What the stack by itself would keep from us: reports, and comfort noise that some peers send unasked.
  #listen(): void {
    const noise = { mimeType: "audio/CN", clockRate: 8000, channels: 1, payloadType: COMFORT_NOISE };
    const codecs = [new RTCRtpCodecParameters(noise)];
    this.#transceiver?.receiver.prepareReceive({ codecs, headerExtensions: [], encodings: [] });
    this.#transceiver?.dtlsTransport.onRtcp.subscribe(() => {
      this.#reports++;
    });
  }

  // What is agreed for a leg that is closed would open a codec that nobody closes.
  #configure(format: StreamFormat): void {
    if (this.#state === "closed") return;
    this.#format = format;
    this.#stream.configure(format);
  }

  // Candidates are not trickled: the description is complete once all have been gathered.
  async #describe(description: RTCSessionDescription): Promise<string> {
    askNoOtherServer(this.#connection, this.#options);
    await this.#connection.setLocalDescription(description);
    if (this.#connection.iceGatheringState !== "complete") {
      await this.#connection.iceGatheringStateChange.watch((state) => state === "complete", CONNECT_TIMEOUT_MS);
    }
    const text = this.#connection.localDescription?.sdp ?? "";
    if (!/^a=candidate:/m.test(text)) throw new Error("no free media port");
    return withRealAddress(text);
  }

  #changeState(state: Connection): void {
    if (this.#state === "closed") return;
    this.#state = state;
    if (state === "connected") this.#connected.resolve();
    if (state === "failed" || state === "closed") {
      this.#connected.reject(new Error("no media path"));
      this.#onLost();
    }
  }

  #receivePacket({ header, payload }: WireRtpPacket): void {
    const { payloadType, marker, sequenceNumber: sequence, timestamp, ssrc } = header;
    this.#stream.receivePacket({ payloadType, marker, sequence, timestamp, ssrc, payload }, performance.now());
  }

  #sendPacket({ payloadType, marker, sequence, timestamp, payload }: RtpPacket): void {
    const sender = this.#transceiver?.sender;
    if (sender === undefined) return;
    const header = new RtpHeader({ payloadType, marker, sequenceNumber: sequence, timestamp, ssrc: sender.ssrc });
    const body = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
    // The sender marks everything as its codec; what is not goes past it, with the same counters.
    const sent =
      payloadType === sender.codec?.payloadType
        ? sender.sendRtp(new WireRtpPacket(header, body))
        : sender.dtlsTransport.sendRtp(body, header);
    // A packet that could not be sent is a lost packet.
    sent.catch(() => undefined);
  }
}
