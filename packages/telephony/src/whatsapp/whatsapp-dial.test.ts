import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { Call } from "../call/call.ts";
import { openWhatsAppPhone } from "../testing/whatsapp-service.ts";
import type { WhatsAppAction } from "./whatsapp-protocol.ts";

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

function open(...options: Parameters<typeof openWhatsAppPhone>) {
  const opened = openWhatsAppPhone(...options);
  cleanUps.push(() => opened.phone.close(), opened.service.close);
  return opened;
}

describe("calling a person", () => {
  it("resolves when the person answers", async () => {
    const { phone, posted, service } = open();
    const { answered } = await phone.dial("5511999998888", { data: "campaign 7" });
    await expect.poll(() => posted.length).toBe(1);
    const [connect] = posted as Extract<WhatsAppAction, { action: "connect" }>[];
    expect(connect).toMatchObject({ to: "5511999998888", biz_opaque_callback_data: "campaign 7" });
    phone.receive(service.answered("wacid.out", await service.answer(connect?.session.sdp ?? "")));
    const call: Call = await answered;
    await expect.poll(service.packets).toBeGreaterThan(10);
    void call.hangUp();
    expect(posted.at(-1)).toEqual({ action: "terminate", call_id: "wacid.out" });
  });

  it("takes an answer that comes before the service has told the call's id", async () => {
    const { phone, posted, service } = open({ slow: true });
    const { answered } = await phone.dial("5511999998888");
    await expect.poll(() => posted.length).toBe(1);
    const [connect] = posted as Extract<WhatsAppAction, { action: "connect" }>[];
    phone.receive(service.answered("wacid.out", await service.answer(connect?.session.sdp ?? "")));
    service.release();
    expect((await answered).isOver).toBe(false);
  });

  it("gives up when it rings for a minute, and tells the service", async () => {
    const { phone, posted, clock } = open();
    const { answered } = await phone.dial("5511999998888");
    await expect.poll(() => posted.length).toBe(1);
    clock.advance(60_000);
    await expect(answered).rejects.toMatchObject({ end: { by: "local", reason: "timeout" } });
    expect(posted.at(-1)).toEqual({ action: "terminate", call_id: "wacid.out" });
  });

  it("rejects when the person does not want to talk", async () => {
    const { phone, posted } = open();
    const { answered } = await phone.dial("5511999998888");
    await expect.poll(() => posted.length).toBe(1);
    phone.receive({ statuses: [{ id: "wacid.out", type: "call", status: "REJECTED", timestamp: "1" }] });
    await expect(answered).rejects.toMatchObject({ end: { by: "remote", reason: "rejected" } });
  });

  it("is told as a call that began and ended, and a refusal of the service with its own error", async () => {
    const { phone, log, posted } = open({ refuses: "connect" });
    const { answered } = await phone.dial("5511999998888");
    await expect(answered).rejects.toThrow(new Error("no connect"));
    expect(log).toMatchObject([
      { event: "call-started", direction: "outgoing", to: "5511999998888" },
      { event: "call-ended", record: { end: { by: "network", reason: "failed", detail: "Error: no connect" } } },
    ]);
    expect(posted.length).toBe(1);
  });

  it("can be given up while it rings", async () => {
    const { phone, posted, clock, service } = open();
    const { answered, cancel } = await phone.dial("5511999998888");
    phone.receive({ statuses: [{ id: "wacid.out", type: "call", status: "RINGING", timestamp: "1" }] });
    // The service tells the id.
    await setImmediate();
    cancel();
    await expect(answered).rejects.toMatchObject({ end: { by: "local", reason: "cancelled" } });
    expect(posted.at(-1)).toEqual({ action: "terminate", call_id: "wacid.out" });
    expect(clock.pending).toBe(0);
    phone.receive(service.answered("wacid.out", "v=0\r\n"));
    cancel();
    expect(posted.length).toBe(2);
  });

  it.each(["cancel", "close"] as const)("is ended by %s also while the service is still asked for it", async (way) => {
    const { phone, posted, clock, service } = open({ slow: true });
    const { answered, cancel } = await phone.dial("5511999998888");
    if (way === "cancel") cancel();
    else phone.close();
    await expect(answered).rejects.toMatchObject({ end: { by: "local", reason: "cancelled" } });
    expect(posted.map(({ action }) => action)).toEqual(["connect"]);
    service.release();
    await expect.poll(() => posted.at(-1)).toEqual({ action: "terminate", call_id: "wacid.out" });
    expect(clock.pending).toBe(0);
  });

  it("is not begun when the phone was closed while its offer was written", async () => {
    const { phone, posted } = open();
    const dialing = phone.dial("5511999998888");
    phone.close();
    await expect(dialing).rejects.toThrow("closed");
    expect(posted).toEqual([]);
  });

  it.each([
    ["the person does not want to talk", "status", { by: "remote", reason: "rejected" }],
    ["it cannot be made", "terminate", { by: "remote", reason: "failed" }],
  ] as const)("ends when %s, also when that overtakes the response", async (_, kind, end) => {
    const { phone, posted, clock, service } = open({ slow: true });
    const { answered } = await phone.dial("5511999998888");
    const value =
      kind === "status"
        ? { statuses: [{ id: "wacid.out", type: "call", status: "REJECTED" }] }
        : { calls: [{ id: "wacid.out", event: "terminate", status: "FAILED" }] };
    phone.receive({ statuses: [{ id: "wacid.other", type: "call", status: "REJECTED" }] });
    phone.receive(value);
    service.release();
    await expect(answered).rejects.toMatchObject({ end });
    expect(posted.length).toBe(1);
    expect(clock.pending).toBe(0);
  });

  it.each([true, false])("is answered by a description whose direction is not told (early: %s)", async (slow) => {
    const { phone, posted, calls, service } = open({ slow });
    const { answered } = await phone.dial("5511999998888");
    const [connect] = posted as Extract<WhatsAppAction, { action: "connect" }>[];
    const sdp = await service.answer(connect?.session.sdp ?? "");
    phone.receive({ calls: [{ id: "wacid.out", event: "connect", session: { sdp_type: "answer", sdp } }] });
    service.release();
    expect((await answered).isOver).toBe(false);
    expect(calls.waiting()).toBe(0);
  });
});
