import { describe, expect, it } from "vitest";
import { DtmfReceiver, DtmfSender } from "./dtmf-events.ts";

describe("keypad events", () => {
  it("arrive once each, however often their packets are repeated, lost or late", () => {
    const sender = new DtmfSender();
    const receiver = new DtmfReceiver();
    void sender.send("5");
    void sender.send("5");
    void sender.send("#");
    const heard: string[] = [];
    for (let frame = 0; frame < 60; frame++) {
      const packets = sender.next(frame * 160, 160) ?? [];
      for (const [i, each] of packets.entries()) {
        if ((frame + i) % 3 === 0) continue;
        const digit = receiver.receive(each.payload, each.timestamp);
        if (digit) heard.push(digit);
      }
    }
    expect(heard).toEqual(["5", "5", "#"]);
    expect(receiver.receive(Uint8Array.of(4, 0, 0, 160), 0)).toBeUndefined();
    expect(receiver.receive(Uint8Array.of(16, 0, 0, 160), 999_999)).toBeUndefined();
    expect(receiver.receive(Uint8Array.of(1), 999_999)).toBeUndefined();
  });
});
