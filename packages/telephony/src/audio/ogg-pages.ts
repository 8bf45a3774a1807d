/** One page of an Ogg file (RFC 3533): whole packets, and where the stream stands after them. */
export type OggPage = {
  packets: Uint8Array[];
  granule: bigint;
  continues: boolean;
  unfinished: boolean;
  serial: number;
};

const HEADER_BYTES = 27;

/** Cuts a file into pages; stops at the first byte that is no page. Checksums are not looked at. */
export function* readOggPages(file: Uint8Array): Generator<OggPage> {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  let at = 0;
  while (at + HEADER_BYTES <= file.length && view.getUint32(at) === 0x4f676753) {
    const segments = view.getUint8(at + 26);
    let start = at + HEADER_BYTES + segments;
    const packets: Uint8Array[] = [];
    let length = 0;
    let last = 0;
    for (let i = 0; i < segments; i++) {
      last = at + HEADER_BYTES + i < file.length ? view.getUint8(at + HEADER_BYTES + i) : 0;
      length += last;
      if (last === 255 && i < segments - 1) continue;
      packets.push(file.subarray(start, start + length));
      start += length;
      length = 0;
    }
    const continues = (view.getUint8(at + 5) & 1) === 1;
    const serial = view.getUint32(at + 14, true);
    yield { packets, granule: view.getBigInt64(at + 6, true), continues, unfinished: last === 255, serial };
    at = start;
  }
}

/** Writes one page. `flags`: 2 for the first page of a stream, 4 for the last. */
export function formatOggPage(page: {
  packets: Uint8Array[];
  granule: bigint;
  sequence: number;
  flags: number;
}): Uint8Array {
  const lacing = page.packets.flatMap((packet) => {
    const full = Math.floor(packet.length / 255);
    return [...Array.from({ length: full }, () => 255), packet.length % 255];
  });
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("OggS", 0);
  header.writeUInt8(page.flags, 5);
  header.writeBigInt64LE(page.granule, 6);
  header.writeUInt32LE(1, 14);
  header.writeUInt32LE(page.sequence, 18);
  header.writeUInt8(lacing.length, 26);
  const bytes = Buffer.concat([header, Buffer.from(lacing), ...page.packets]);
  bytes.writeUInt32LE(checksum(bytes), 22);
  return bytes;
}

// CRC-32 with polynomial 0x04c11db7, not reflected (RFC 3533 section 6).
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

function checksum(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) value = ((value << 8) ^ (TABLE[(value >>> 24) ^ byte] as number)) >>> 0;
  return value;
}
