import { describe, expect, it } from "vitest";
import { DtmfReceiver, DtmfSender } from "./dtmf-events.ts";

const RATE = 48_000;

describe("keypad events", () => {
  it("arrive once each, however often their packets are repeated, lost or late", () => {
    const sender = new DtmfSender();
    const receiver = new DtmfReceiver();
    void sender.send("5");
    void sender.send("5");
    void sender.send("#");
    const heard: string[] = [];
    let sequence = 65_530;
    for (let frame = 0; frame < 60; frame++) {
      const packets = sender.next(frame * 160, 160) ?? [];
      for (const [i, each] of packets.entries()) {
        sequence = (sequence + 1) & 0xffff;
        if ((frame + i) % 3 === 0) continue;
        const digit = receiver.receive({ ...each, sequence, ssrc: 1 });
        if (digit) heard.push(digit);
      }
    }
    expect(heard).toEqual(["5", "5", "#"]);
    const late = { marker: false, sequence: sequence - 5, ssrc: 1 };
    expect(receiver.receive({ ...late, payload: Uint8Array.of(4, 0, 0, 160), timestamp: 0 })).toBeUndefined();
    const next = { marker: true, sequence: sequence + 1, ssrc: 1, timestamp: 999_999 };
    expect(receiver.receive({ ...next, payload: Uint8Array.of(16, 0, 0, 160) })).toBeUndefined();
    expect(receiver.receive({ ...next, payload: Uint8Array.of(1) })).toBeUndefined();
  });

  it.each([
    ["its source changes and its clock begins anew", { ssrc: 2, timestamp: 160, sequence: 30_000 }],
    ["its source changes and happens to count where the last did", { ssrc: 2, timestamp: 900_000, sequence: 5003 }],
    ["its clock begins anew", { ssrc: 1, timestamp: 160, sequence: 5050 }],
    ["its clock and its sequence begin anew", { ssrc: 1, timestamp: 160, sequence: 40 }],
    ["the sequence has come round once", { ssrc: 1, timestamp: 900_000 + 65_536 * 960, sequence: 5000 }],
  ])("of a peer are heard after %s", (_, { ssrc, timestamp, sequence }) => {
    const receiver = new DtmfReceiver();
    expect(press(receiver, { ssrc: 1, timestamp: 900_000, sequence: 5000, ms: 100 })).toEqual(["7"]);
    expect(press(receiver, { ssrc, timestamp, sequence, ms: 100 })).toEqual(["7"]);
  });

  it("of a long press, which come in segments, are one digit", () => {
    const receiver = new DtmfReceiver();
    // 3.4 seconds at 48 kHz: three segments; the clock wraps meanwhile.
    const timestamp = 2 ** 32 - 80_000;
    expect(press(receiver, { ssrc: 1, timestamp, sequence: 10, ms: 3400 })).toEqual(["7"]);
    expect(press(receiver, { ssrc: 1, timestamp: 500_000, sequence: 300, ms: 100 })).toEqual(["7"]);
  });

  it("that begin where the longest segment would end are new ones when the last had ended, or when they say so", () => {
    const receiver = new DtmfReceiver();
    const packet = { ssrc: 1, timestamp: 0, sequence: 1, marker: false, payload: Uint8Array.of(7, 0, 1, 0) };
    expect(receiver.receive(packet)).toBe("7");
    expect(receiver.receive({ ...packet, sequence: 2, timestamp: 0xffff, marker: true })).toBe("7");
    expect(receiver.receive({ ...packet, sequence: 3, timestamp: 0xffff, payload: Uint8Array.of(7, 0x80, 1, 0) })).toBe(
      undefined,
    );
    expect(receiver.receive({ ...packet, sequence: 4, timestamp: 2 * 0xffff })).toBe("7");
  });
});

// A key held for so long, in packets of 20 ms, as RFC 4733 section 2.5 has them.
function press(
  receiver: DtmfReceiver,
  { ms, ...first }: { ssrc: number; timestamp: number; sequence: number; ms: number },
): string[] {
  const heard: string[] = [];
  let { sequence } = first;
  let [start, marker] = [0, true];
  const tell = (duration: number, end = false) => {
    const payload = Uint8Array.of(7, end ? 0x80 : 0, duration >> 8, duration & 0xff);
    const timestamp = (first.timestamp + start) >>> 0;
    const digit = receiver.receive({ ssrc: first.ssrc, payload, timestamp, marker, sequence: sequence & 0xffff });
    if (digit) heard.push(digit);
    sequence++;
    marker = false;
  };
  const total = (ms * RATE) / 1000;
  for (let now = 960; now <= total; now += 960) {
    if (now - start > 0xffff) {
      tell(0xffff);
      start += 0xffff;
    }
    tell(now - start);
  }
  for (let repeat = 0; repeat < 3; repeat++) tell(total - start, true);
  return heard;
}
