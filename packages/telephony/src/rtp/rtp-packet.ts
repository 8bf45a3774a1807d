/** One RTP packet (RFC 3550 section 5.1). `timestamp`, `sequence` and `ssrc` are unsigned. */
export type RtpPacket = {
  payloadType: number;
  marker: boolean;
  sequence: number;
  timestamp: number;
  ssrc: number;
  payload: Uint8Array;
};

/** Bytes of a header without contributing sources and extension, as we write it. */
const RTP_HEADER_BYTES = 12;

/** Reads a packet; undefined when it is none. The payload is a view, padding and extension are skipped. */
export function parseRtp(bytes: Uint8Array): RtpPacket | undefined {
  if (bytes.length < RTP_HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = headerLength(view);
  if (start === undefined) return undefined;
  const padding = view.getUint8(0) & 0x20 ? view.getUint8(bytes.length - 1) : 0;
  if (start + padding > bytes.length) return undefined;
  const second = view.getUint8(1);
  return {
    payloadType: second & 0x7f,
    marker: second > 127,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    payload: bytes.subarray(start, bytes.length - padding),
  };
}

/** Where the payload starts: past contributing sources and header extension; undefined when it cannot be RTP. */
export function headerLength(view: DataView): number | undefined {
  if (view.byteLength < RTP_HEADER_BYTES) return undefined;
  const first = view.getUint8(0);
  if (first >> 6 !== 2) return undefined;
  let length = RTP_HEADER_BYTES + (first & 0x0f) * 4;
  if (first & 0x10) {
    if (length + 4 > view.byteLength) return undefined;
    length += 4 + view.getUint16(length + 2) * 4;
  }
  return length > view.byteLength ? undefined : length;
}

/** Writes a packet. */
export function formatRtp(packet: RtpPacket): Uint8Array {
  // From Node's pool: an array of its own for every packet is what a busy process would spend its time on.
  const bytes = Buffer.allocUnsafe(RTP_HEADER_BYTES + packet.payload.length);
  bytes.writeUInt8(0x80, 0);
  bytes.writeUInt8(packet.payloadType | (packet.marker ? 0x80 : 0), 1);
  bytes.writeUInt16BE(packet.sequence, 2);
  bytes.writeUInt32BE(packet.timestamp, 4);
  bytes.writeUInt32BE(packet.ssrc, 8);
  bytes.set(packet.payload, RTP_HEADER_BYTES);
  return bytes;
}

/** True for RTCP on a port shared with RTP (RFC 5761 section 4). */
export function isRtcp(bytes: Uint8Array): boolean {
  const type = bytes[1] ?? 0;
  return type >= 192 && type <= 223;
}

/** How far sequence number `a` is after `b`, across the wrap: -32768 to 32767. */
export function sequenceDistance(a: number, b: number): number {
  return ((a - b + 0x8000) & 0xffff) - 0x8000;
}
