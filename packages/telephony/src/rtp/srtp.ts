import { createCipheriv, createHmac, timingSafeEqual } from "node:crypto";
import type { CryptoLine } from "../sdp/crypto-line.ts";
import { headerLength, sequenceDistance } from "./rtp-packet.ts";

/** The session keys of one direction (RFC 3711 section 4.3). */
type SessionKeys = { cipher: Buffer; salt: Buffer; auth: Buffer };

const TAG_BYTES = { AES_CM_128_HMAC_SHA1_80: 10, AES_CM_128_HMAC_SHA1_32: 4 };
// SRTCP keeps the long tag in both suites (RFC 4568 section 6.2).
const RTCP_TAG_BYTES = 10;
const REPLAY_WINDOW = 64n;
// Sources of one peer that are told apart: it has one, and another after a transfer or a change of its media.
const MAX_STREAMS = 16;

/** Derives the key, salt and authentication key of a stream; `rtcp` for SRTCP. */
export function deriveKeys(line: Pick<CryptoLine, "key" | "salt">, rtcp = false): SessionKeys {
  const base = rtcp ? 3 : 0;
  return {
    cipher: derive(line, base, 16),
    auth: derive(line, base + 1, 20),
    salt: derive(line, base + 2, 14),
  };
}

/** Encrypts the packets we send. One for each sending stream. */
export class SrtpSender {
  readonly #rtp: SessionKeys;
  readonly #rtcp: SessionKeys;
  readonly #tagBytes: number;
  #rollover = 0;
  #lastSequence: number | undefined;
  #rtcpIndex = 0;

  constructor(line: CryptoLine) {
    this.#rtp = deriveKeys(line);
    this.#rtcp = deriveKeys(line, true);
    this.#tagBytes = TAG_BYTES[line.suite];
  }

  /** Protects an RTP packet. Packets must come in the order of their sequence numbers. */
  protect(packet: Uint8Array): Uint8Array {
    const view = viewOf(packet);
    const sequence = view.getUint16(2);
    if (this.#lastSequence !== undefined && sequence < this.#lastSequence) this.#rollover++;
    this.#lastSequence = sequence;
    const start = headerLength(view) ?? packet.length;
    const index = BigInt(this.#rollover) * 65_536n + BigInt(sequence);
    const body = crypt(this.#rtp, { ssrc: view.getUint32(8), index }, packet.subarray(start));
    const sealed = Buffer.concat([packet.subarray(0, start), body]);
    return Buffer.concat([sealed, tag(this.#rtp, [sealed, uint32(this.#rollover)], this.#tagBytes)]);
  }

  /** Protects a compound RTCP packet. */
  protectRtcp(packet: Uint8Array): Uint8Array {
    this.#rtcpIndex = (this.#rtcpIndex + 1) & 0x7fffffff;
    const source = { ssrc: viewOf(packet).getUint32(4), index: BigInt(this.#rtcpIndex) };
    const body = crypt(this.#rtcp, source, packet.subarray(8));
    const sealed = Buffer.concat([packet.subarray(0, 8), body, uint32((this.#rtcpIndex | 0x80000000) >>> 0)]);
    return Buffer.concat([sealed, tag(this.#rtcp, [sealed], RTCP_TAG_BYTES)]);
  }
}

/** Checks and decrypts the packets of one peer. Forged, damaged and repeated packets come back as undefined. */
export class SrtpReceiver {
  readonly #rtp: SessionKeys;
  readonly #rtcp: SessionKeys;
  readonly #tagBytes: number;
  readonly #streams = new Map<number, { highest: bigint; window: bigint }>();
  #rtcpHighest = -1;

  constructor(line: CryptoLine) {
    this.#rtp = deriveKeys(line);
    this.#rtcp = deriveKeys(line, true);
    this.#tagBytes = TAG_BYTES[line.suite];
  }

  unprotect(packet: Uint8Array): Uint8Array | undefined {
    const end = packet.length - this.#tagBytes;
    if (end < 12) return undefined;
    const view = viewOf(packet.subarray(0, end));
    const start = headerLength(view);
    if (start === undefined) return undefined;
    const ssrc = view.getUint32(8);
    const index = this.#guessIndex(ssrc, view.getUint16(2));
    if (index === undefined || this.#isReplay(ssrc, index)) return undefined;
    const sealed = packet.subarray(0, end);
    const expected = tag(this.#rtp, [sealed, uint32(Number(index >> 16n))], this.#tagBytes);
    if (!timingSafeEqual(expected, packet.subarray(end))) return undefined;
    this.#remember(ssrc, index);
    return Buffer.concat([packet.subarray(0, start), crypt(this.#rtp, { ssrc, index }, sealed.subarray(start))]);
  }

  unprotectRtcp(packet: Uint8Array): Uint8Array | undefined {
    const end = packet.length - RTCP_TAG_BYTES;
    if (end < 12) return undefined;
    const sealed = packet.subarray(0, end);
    if (!timingSafeEqual(tag(this.#rtcp, [sealed], RTCP_TAG_BYTES), packet.subarray(end))) return undefined;
    const view = viewOf(sealed);
    const word = view.getUint32(end - 4);
    const index = word & 0x7fffffff;
    if (index <= this.#rtcpHighest) return undefined;
    this.#rtcpHighest = index;
    const body = sealed.subarray(8, end - 4);
    const isEncrypted = word > 0x7fffffff;
    const source = { ssrc: view.getUint32(4), index: BigInt(index) };
    return Buffer.concat([packet.subarray(0, 8), isEncrypted ? crypt(this.#rtcp, source, body) : body]);
  }

  // RFC 3711 appendix A: the rollover counter that puts the sequence number nearest to the highest seen.
  #guessIndex(ssrc: number, sequence: number): bigint | undefined {
    const stream = this.#streams.get(ssrc);
    if (stream === undefined) return BigInt(sequence);
    const distance = sequenceDistance(sequence, Number(stream.highest & 0xffffn));
    const index = stream.highest + BigInt(distance);
    return index < 0n ? undefined : index;
  }

  #isReplay(ssrc: number, index: bigint): boolean {
    const stream = this.#streams.get(ssrc);
    if (stream === undefined || index > stream.highest) return false;
    const age = stream.highest - index;
    return age >= REPLAY_WINDOW || ((stream.window >> age) & 1n) === 1n;
  }

  #remember(ssrc: number, index: bigint): void {
    const stream = this.#streams.get(ssrc) ?? { highest: index, window: 0n };
    if (index > stream.highest) {
      stream.window = BigInt.asUintN(Number(REPLAY_WINDOW), stream.window << (index - stream.highest));
      stream.highest = index;
    }
    stream.window |= 1n << (stream.highest - index);
    // The one heard last stands last.
    this.#streams.delete(ssrc);
    this.#streams.set(ssrc, stream);
    const oldest = this.#streams.keys().next().value;
    if (this.#streams.size > MAX_STREAMS && oldest !== undefined) this.#streams.delete(oldest);
  }
}

function derive({ key, salt }: Pick<CryptoLine, "key" | "salt">, label: number, length: number): Buffer {
  const iv = Buffer.alloc(16);
  iv.set(salt);
  iv[7] = (iv[7] ?? 0) ^ label;
  return createCipheriv("aes-128-ctr", key, iv).update(Buffer.alloc(length));
}

function crypt(keys: SessionKeys, source: { ssrc: number; index: bigint }, body: Uint8Array): Buffer {
  const iv = Buffer.alloc(16);
  iv.set(keys.salt);
  iv.writeUInt32BE((iv.readUInt32BE(4) ^ source.ssrc) >>> 0, 4);
  iv.writeBigUInt64BE(iv.readBigUInt64BE(8) ^ (source.index << 16n), 8);
  return createCipheriv("aes-128-ctr", keys.cipher, iv).update(body);
}

function tag(keys: SessionKeys, parts: Uint8Array[], length: number): Buffer {
  const hmac = createHmac("sha1", keys.auth);
  for (const part of parts) hmac.update(part);
  return hmac.digest().subarray(0, length);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
