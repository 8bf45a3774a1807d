/** What one receiver reports about one sender (RFC 3550 section 6.4.1). */
export type ReportBlock = {
  ssrc: number;
  /** Of the packets since the last report, 0-1. */
  fractionLost: number;
  totalLost: number;
  highestSequence: number;
  /** In RTP clock units. */
  jitter: number;
  /** Middle 32 bits of the NTP time of the last sender report, and how long ago it came, in 1/65536 s. */
  lastSenderReport: number;
  delaySinceLast: number;
};

export type RtcpReport = {
  ssrc: number;
  sender?: { ntp: bigint; rtpTimestamp: number; packets: number; bytes: number };
  blocks: ReportBlock[];
};

/** What a compound packet says, as far as it concerns us. */
export type RtcpContent = { reports: RtcpReport[]; bye: number[] };

const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const DESCRIPTION = 202;
const BYE = 203;

/** Reads a compound packet; malformed parts end the reading, and what was read counts. */
export function parseRtcp(bytes: Uint8Array): RtcpContent {
  const content: RtcpContent = { reports: [], bye: [] };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const first = view.getUint8(at);
    const length = (view.getUint16(at + 2) + 1) * 4;
    if (first >> 6 !== 2 || at + length > bytes.length) break;
    const type = view.getUint8(at + 1);
    const part = new DataView(bytes.buffer, bytes.byteOffset + at, length);
    if (type === SENDER_REPORT || type === RECEIVER_REPORT) readReport(content, part, type === SENDER_REPORT);
    else if (type === BYE) content.bye.push(part.getUint32(4));
    at += length;
  }
  return content;
}

/** Writes report and source description as one compound packet, with BYE at the end of a stream. */
export function formatRtcp(report: RtcpReport, { cname, bye = false }: { cname: string; bye?: boolean }): Uint8Array {
  const parts = [formatReport(report), formatDescription(report.ssrc, cname)];
  if (bye) {
    const view = part(BYE, 1, 8);
    view.setUint32(4, report.ssrc);
    parts.push(view);
  }
  return Buffer.concat(parts.map((view) => new Uint8Array(view.buffer)));
}

function readReport(content: RtcpContent, view: DataView, isSender: boolean): void {
  const start = isSender ? 28 : 8;
  if (view.byteLength < start) return;
  const report: RtcpReport = { ssrc: view.getUint32(4), blocks: [] };
  if (isSender) {
    const [packets, bytes] = [view.getUint32(20), view.getUint32(24)];
    report.sender = { ntp: view.getBigUint64(8), rtpTimestamp: view.getUint32(16), packets, bytes };
  }
  for (let i = 0; i < (view.getUint8(0) & 31) && start + i * 24 + 24 <= view.byteLength; i++) {
    report.blocks.push(readBlock(view, start + i * 24));
  }
  content.reports.push(report);
}

function readBlock(view: DataView, at: number): ReportBlock {
  return {
    ssrc: view.getUint32(at),
    fractionLost: view.getUint8(at + 4) / 256,
    totalLost: (view.getInt8(at + 5) << 16) | view.getUint16(at + 6),
    highestSequence: view.getUint32(at + 8),
    jitter: view.getUint32(at + 12),
    lastSenderReport: view.getUint32(at + 16),
    delaySinceLast: view.getUint32(at + 20),
  };
}

function formatReport({ ssrc, sender, blocks }: RtcpReport): DataView {
  const start = sender ? 28 : 8;
  const view = part(sender ? SENDER_REPORT : RECEIVER_REPORT, blocks.length, start + blocks.length * 24);
  view.setUint32(4, ssrc);
  if (sender) {
    view.setBigUint64(8, sender.ntp);
    view.setUint32(16, sender.rtpTimestamp);
    view.setUint32(20, sender.packets);
    view.setUint32(24, sender.bytes);
  }
  for (const [i, block] of blocks.entries()) writeBlock(view, start + i * 24, block);
  return view;
}

function writeBlock(view: DataView, at: number, block: ReportBlock): void {
  const lost = Math.max(-0x800000, Math.min(0x7fffff, block.totalLost));
  view.setUint32(at, block.ssrc);
  view.setUint8(at + 4, Math.min(255, Math.floor(block.fractionLost * 256)));
  view.setInt8(at + 5, lost >> 16);
  view.setUint16(at + 6, lost & 0xffff);
  view.setUint32(at + 8, block.highestSequence);
  view.setUint32(at + 12, block.jitter);
  view.setUint32(at + 16, block.lastSenderReport);
  view.setUint32(at + 20, block.delaySinceLast);
}

function formatDescription(ssrc: number, cname: string): DataView {
  const name = Buffer.from(cname).subarray(0, 255);
  // One CNAME item, then at least one zero byte up to the next multiple of four.
  const view = part(DESCRIPTION, 1, 8 + Math.ceil((2 + name.length + 1) / 4) * 4);
  view.setUint32(4, ssrc);
  view.setUint8(8, 1);
  view.setUint8(9, name.length);
  new Uint8Array(view.buffer).set(name, 10);
  return view;
}

function part(type: number, count: number, length: number): DataView {
  const view = new DataView(new ArrayBuffer(length));
  view.setUint8(0, 0x80 | count);
  view.setUint8(1, type);
  view.setUint16(2, length / 4 - 1);
  return view;
}
