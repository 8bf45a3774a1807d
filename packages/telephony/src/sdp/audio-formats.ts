import {
  CLOCK_RATES,
  type CodecName,
  ENCODINGS,
  type EventFormat,
  type NegotiatedCodec,
  OFFERED_PAYLOAD_TYPES,
  type ReceivedFormats,
} from "./audio-codec.ts";
import type { MediaDescription } from "./session-description.ts";

const NAMES = Object.keys(ENCODINGS) as CodecName[];
const EVENTS: EventFormat[] = [
  { payloadType: 101, clockRate: 8000 },
  { payloadType: 102, clockRate: 48_000 },
];

/**
 * What a first offer lists. Digits count with the clock of the codec beside them (RFC 4733 section 2.1); those at 8000 Hz
 * are always there, for many peers know no others.
 */
export function offeredFormats(names: readonly CodecName[]): ReceivedFormats {
  const codecs = names.map((name) => ({
    name,
    payloadType: OFFERED_PAYLOAD_TYPES[name],
    clockRate: CLOCK_RATES[name],
  }));
  const events = EVENTS.filter(
    ({ clockRate }) => clockRate === 8000 || codecs.some((each) => each.clockRate === clockRate),
  );
  return { codecs, events };
}

/**
 * What an answer leaves of the formats we offered, in the order of the answer: the answerer may send all of them, under
 * our numbers, whatever it calls them itself (RFC 3264 sections 5.1 and 6.1).
 */
export function agreedFormats(answer: MediaDescription, offered: ReceivedFormats): ReceivedFormats {
  const codecs = codecsOf(answer).flatMap(({ name }) => offered.codecs.filter((each) => each.name === name));
  const events = eventsOf(answer).flatMap(({ clockRate }) =>
    offered.events.filter((each) => each.clockRate === clockRate),
  );
  // An answer may name a format twice.
  return { codecs: [...new Set(codecs)], events: [...new Set(events)] };
}

/**
 * The same with the answerer's own numbers beside ours, as far as we have given those no meaning: some peers send what
 * they wrote instead of what they read.
 */
export function withNumbersOf(answer: MediaDescription, agreed: ReceivedFormats): ReceivedFormats {
  const given = new Set([...agreed.codecs, ...agreed.events].map(({ payloadType }) => payloadType));
  const isFree = ({ payloadType }: EventFormat) => !given.has(payloadType);
  const codecs = codecsOf(answer).filter(({ name }) => agreed.codecs.some((each) => each.name === name));
  return {
    codecs: [...agreed.codecs, ...codecs.filter(isFree)],
    events: [...agreed.events, ...eventsOf(answer).filter(isFree)],
  };
}

/** The codecs we know among those a section lists, in its order and under its numbers. */
export function codecsOf(media: MediaDescription): NegotiatedCodec[] {
  const named = new Map<string, CodecName>([
    ["0", "PCMU"],
    ["8", "PCMA"],
  ]);
  for (const { type, encoding } of rtpMaps(media)) {
    const name = NAMES.find((each) => ENCODINGS[each].toLowerCase() === encoding.toLowerCase());
    if (name) named.set(type, name);
    else if (!/^(PCMU|PCMA)\/8000\/1$/i.test(encoding)) named.delete(type);
  }
  return media.formats.filter(isPayloadType).flatMap((type) => {
    const name = named.get(type);
    return name ? [{ name, payloadType: Number(type), clockRate: CLOCK_RATES[name] }] : [];
  });
}

/** The kinds of telephone-event that a section lists. */
export function eventsOf(media: MediaDescription): EventFormat[] {
  return rtpMaps(media).flatMap(({ type, encoding }) => {
    const rate = /^telephone-event\/(\d{4,5})$/i.exec(encoding)?.[1];
    const usable = media.formats.includes(type) && isPayloadType(type);
    return rate !== undefined && usable ? [{ payloadType: Number(type), clockRate: Number(rate) }] : [];
  });
}

function isPayloadType(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) < 128;
}

function rtpMaps(media: MediaDescription): { type: string; encoding: string }[] {
  return media.attributes.flatMap(({ name, value = "" }) => {
    const match = name === "rtpmap" ? /^(\d{1,3})\s+(\S+)/.exec(value) : null;
    return match ? [{ type: match[1] ?? "", encoding: match[2] ?? "" }] : [];
  });
}
