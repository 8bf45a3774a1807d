import { X509Certificate } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { RTCDtlsTransport } from "werift";
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

describe("a person calling", () => {
  it("is pre-accepted, then accepted with the same answer, and hears us only then", async () => {
    const { phone, posted, calls, service } = open();
    phone.receive(service.connect("wacid.1", await service.offer()));
    const call = await (await calls.next()).answer();
    expect(posted.map((action) => action.action)).toEqual(["pre_accept", "accept"]);
    const [first, second] = posted as Extract<WhatsAppAction, { session: unknown }>[];
    expect(first?.session).toEqual(second?.session);
    expect(first?.session.sdp).toMatch(/^a=setup:active/m);
    // The service takes no other certificates.
    const { certPem = "" } = RTCDtlsTransport.localCertificate ?? {};
    expect(new X509Certificate(certPem).publicKey.asymmetricKeyType).toBe("ec");
    const fingerprint = new X509Certificate(certPem).fingerprint256;
    expect(first?.session.sdp.toUpperCase()).toContain(`FINGERPRINT:SHA-256 ${fingerprint}`);
    expect(service.packetsAtAccept()).toBe(0);
    await expect.poll(service.packets).toBeGreaterThan(10);
    phone.receive(service.terminate("wacid.1"));
    expect(await call.ended).toMatchObject({ end: { by: "remote", reason: "hangup" }, from: "5511999998888" });
  });

  it("presses keys, which come inside the media", async () => {
    const { phone, calls, service } = open();
    phone.receive(service.connect("wacid.2", await service.offer()));
    const call = await (await calls.next()).answer();
    const answer = call.gather({ maxDigits: 2 });
    service.press("4", "2");
    expect(await answer).toMatchObject({ digits: "42" });
    void call.hangUp();
    expect(await call.ended).toMatchObject({ end: { by: "local" } });
  });

  it("who has hung up before the webhook came rings nobody", async () => {
    const { phone, calls, service } = open();
    phone.receive(service.terminate("wacid.3"));
    phone.receive(service.connect("wacid.3", "v=0\r\n"));
    phone.receive(service.connect("wacid.4", "v=0\r\n"));
    phone.receive(service.connect("wacid.4", "v=0\r\n"));
    expect((await calls.next()).id).toBe("wacid.4");
    expect(calls.waiting()).toBe(0);
  });

  it("whom nobody answers is rejected in time", async () => {
    const { phone, posted, calls, service, clock } = open();
    phone.receive(service.connect("wacid.5", "v=0\r\n"));
    const call = await calls.next();
    clock.advance(30_000);
    expect(posted).toEqual([{ action: "reject", call_id: "wacid.5" }]);
    await expect(call.answer()).rejects.toThrow("over");
  });

  it("whose answer the service does not take in time is ended", async () => {
    const { phone, posted, calls, service, clock } = open({ slow: true });
    phone.receive(service.connect("wacid.7", await service.offer()));
    const answering = (await calls.next()).answer();
    await expect.poll(() => posted.length).toBe(1);
    clock.advance(30_000);
    expect(posted.at(-1)).toEqual({ action: "terminate", call_id: "wacid.7" });
    service.release();
    await expect(answering).rejects.toThrow(/closed|ended before/);
    expect(posted.map(({ action }) => action)).toEqual(["pre_accept", "terminate"]);
  });

  it("who gives up while the answer is written is not answered any more", async () => {
    const { phone, posted, calls, service } = open();
    phone.receive(service.connect("wacid.8", await service.offer()));
    const answering = (await calls.next()).answer();
    phone.receive(service.terminate("wacid.8"));
    await expect(answering).rejects.toThrow("ended before");
    expect(posted).toEqual([]);
  });

  it("with media we cannot speak is ended", async () => {
    const { phone, posted, calls, service } = open();
    phone.receive(service.connect("wacid.6", "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 18\r\n"));
    await expect((await calls.next()).answer()).rejects.toThrow("no usable audio");
    expect(posted).toEqual([{ action: "terminate", call_id: "wacid.6" }]);
  });

  it("whose call the application fails to lead is not left in silence, and that is told", async () => {
    const { phone, posted, log, service } = open({
      onCall: async (incoming) => {
        await incoming.answer();
        throw new Error("the speech server is down");
      },
    });
    phone.receive(service.connect("wacid.9", await service.offer()));
    await expect.poll(() => log.at(-1)?.event).toBe("call-ended");
    expect(posted.map(({ action }) => action)).toEqual(["pre_accept", "accept", "terminate"]);
    expect(log.map(({ event }) => event)).toEqual(["call-started", "call-answered", "call-dropped", "call-ended"]);
    const parties = { trunk: "whatsapp", from: "5511999998888", to: "551130001000" };
    expect(log).toContainEqual({ event: "call-dropped", ...parties, detail: "Error: the speech server is down" });
  });

  it("whose call the application fails to take is rejected, and that is told", async () => {
    const { phone, posted, log, service } = open({
      onCall: () => {
        throw new Error("a fault of the application");
      },
    });
    phone.receive(service.connect("wacid.10", "v=0\r\n"));
    await expect.poll(() => posted).toEqual([{ action: "reject", call_id: "wacid.10" }]);
    const end = { by: "local", reason: "rejected" };
    expect(log).toMatchObject([{ event: "call-dropped" }, { event: "call-missed", trunk: "whatsapp", end }]);
  });

  it("without success is told as a missed call, with the reason", async () => {
    const { phone, log, calls, service, clock } = open({ refuses: "accept" });
    phone.receive(service.connect("wacid.11", "v=0\r\n"));
    phone.receive(service.terminate("wacid.11"));
    phone.receive(service.connect("wacid.12", "v=0\r\n"));
    clock.advance(30_000);
    phone.receive(service.connect("wacid.13", "v=0\r\n"));
    for (let call = 11; call < 13; call++) await calls.next();
    (await calls.next()).reject();
    phone.receive(service.connect("wacid.14", await service.offer()));
    await expect((await calls.next()).answer()).rejects.toThrow("no accept");
    const missed = { event: "call-missed", trunk: "whatsapp", from: "5511999998888", to: "551130001000" };
    expect(log).toEqual([
      { ...missed, end: { by: "remote", reason: "cancelled" } },
      { ...missed, end: { by: "local", reason: "timeout" } },
      { ...missed, end: { by: "local", reason: "rejected" } },
      { ...missed, end: { by: "local", reason: "failed", detail: "Error: no accept" } },
    ]);
  });

  it("who still rings when the phone is closed is rejected, and none rings any more", async () => {
    const { phone, posted, calls, service } = open();
    phone.receive(service.connect("wacid.15", "v=0\r\n"));
    const call = await calls.next();
    phone.close();
    expect(posted).toEqual([{ action: "reject", call_id: "wacid.15" }]);
    await expect(call.answer()).rejects.toThrow("over");
    phone.receive(service.connect("wacid.16", "v=0\r\n"));
    await Promise.resolve();
    expect(calls.waiting()).toBe(0);
    expect(posted.length).toBe(1);
  });
});
