/** The codecs of this library. `clockRate` is the RTP clock of RFC 3551 and RFC 7587. */
export type CodecName = "PCMU" | "PCMA" | "opus";

/** A codec as it was agreed: with the payload type that means it on this call. */
export type NegotiatedCodec = { name: CodecName; payloadType: number; clockRate: number };

/** Telephone-event as it was agreed: RFC 4733 digits. */
export type EventFormat = { payloadType: number; clockRate: number };

/** What one side may be sent, any of it at any time, under the payload types of its own description (RFC 3264). */
export type ReceivedFormats = { codecs: NegotiatedCodec[]; events: EventFormat[] };

/** RTP clock rates: Opus always counts in 48 kHz. */
export const CLOCK_RATES: Record<CodecName, number> = { PCMU: 8000, PCMA: 8000, opus: 48_000 };

/** What we call a codec when we offer it. PCMU and PCMA have fixed numbers (RFC 3551). */
export const OFFERED_PAYLOAD_TYPES: Record<CodecName, number> = { PCMU: 0, PCMA: 8, opus: 107 };

/** `a=rtpmap` encodings. */
export const ENCODINGS: Record<CodecName, string> = { PCMU: "PCMU/8000", PCMA: "PCMA/8000", opus: "opus/48000/2" };
