import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  AudioClip,
  type Call,
  type CodecName,
  type Pcm,
  type SipEndpoint,
  type SipEndpointOptions,
} from "../../src/index.ts";
import { likeness, speechLike } from "../../src/testing/signals.ts";
import { type Baresip, type BaresipOptions, startBaresip } from "./baresip.ts";
import { makeIdentities } from "./certificates.ts";
import { openPeerNetwork, type PeerNetwork } from "./network.ts";
import { openEndpoint } from "./open-endpoint.ts";

const PROMPT = new AudioClip(speechLike({ seed: 7, seconds: 2 }));
const PHONE_SAYS = speechLike({ seed: 8, seconds: 30 });

let network: PeerNetwork;
let endpoint: SipEndpoint | undefined;
let phone: Baresip | undefined;

beforeEach(async () => {
  network = await openPeerNetwork();
});

afterEach(async () => {
  await phone?.close();
  await endpoint?.close();
  await network.close();
});

const kinds: [string, Partial<SipEndpointOptions>, Partial<BaresipOptions>][] = [
  ["PCMU", { codecs: ["PCMU"] }, {}],
  ["PCMA with SRTP", { codecs: ["PCMA"], srtp: "required" }, { account: ">;mediaenc=srtp-mand", modules: ["srtp.so"] }],
  [
    "Opus",
    { codecs: ["opus"] },
    {
      say: speechLike({ seed: 8, seconds: 30, rate: 48_000 }),
      modules: ["opus.so"],
      config: "opus_samplerate 48000\nopus_stereo no\nopus_sprop_stereo no",
    },
  ],
];

describe.each(kinds)("baresip calls us in %s", (name, options, phoneOptions) => {
  it("hears our prompt as it was, is heard, and its keys arrive", async () => {
    const { call } = await callFromPhone(options, phoneOptions);
    const recording = await call.record({ beep: false });
    await call.play(PROMPT).done;
    phone?.command("sndcode", "42#");
    expect(await call.gather({ firstTimeout: 8000 })).toMatchObject({ digits: "42", reason: "finish-key" });
    recording.stop();
    const { audio } = await recording.done;
    await call.hangUp();
    await phone?.event("CALL_CLOSED");
    const heard = (await phone?.heard()) ?? speechLike({ seed: 0 });
    const said = { samples: new AudioClip(audio).at(8000).slice(8000, 24_000), rate: 8000 };
    const ours = likeness({ samples: PROMPT.at(8000), rate: 8000 }, new AudioClip(heard).at(8000));
    const theirs = likeness(said, new AudioClip(PHONE_SAYS).at(8000));
    const least = name === "Opus" ? 0.7 : 0.9;
    expect(ours.correlation).toBeGreaterThan(least);
    expect(theirs.correlation).toBeGreaterThan(least);
    expect(Math.abs(ours.gainDb)).toBeLessThan(1);
    expect(Math.abs(theirs.gainDb)).toBeLessThan(1);
    expect(call.audio).toMatchObject({ encrypted: options.srtp === "required", packetsLost: 0 });
  });
});

describe("baresip", () => {
  it("holds a call and takes it back", async () => {
    const { call } = await callFromPhone();
    const held: boolean[] = [];
    call.onHold((state) => held.push(state));
    phone?.command("hold");
    await expect.poll(() => held, { timeout: 5000 }).toEqual([true]);
    phone?.command("resume");
    await expect.poll(() => held, { timeout: 5000 }).toEqual([true, false]);
    void call.hangUp();
  });

  it("is held by us while music plays to it, and is taken back", async () => {
    const { call } = await callFromPhone();
    await call.setHold(true);
    const music = call.play(PROMPT, { loop: true });
    await expect.poll(() => phone?.log()).toContain("got re-INVITE (SDP Offer)");
    await call.setHold(false);
    music.stop();
    expect(await music.done).toBe("stopped");
    void call.hangUp();
  });

  it("is transferred by us and follows", async () => {
    const calls: Call[] = [];
    const onCall: SipEndpointOptions["onCall"] = async (call) => void calls.push(await call.answer());
    endpoint = await openEndpoint(network, { srtp: "never", onCall });
    phone = await startBaresip(network, { say: PHONE_SAYS, account: ">" });
    phone.command("dial", `sip:bot@${network.hostAddress}`);
    await expect.poll(() => calls.length).toBe(1);
    await calls[0]?.transfer(`sip:desk@${network.hostAddress}`);
    expect(await calls[0]?.ended).toMatchObject({ end: { by: "local" } });
    expect(calls).toHaveLength(2);
    const recording = await calls[1]?.record({ beep: false, maxMs: 2000 });
    const { audio } = (await recording?.done) ?? { audio: speechLike({ seed: 0 }) };
    expect(
      likeness({ samples: audio.samples.slice(4000), rate: 8000 }, PHONE_SAYS.samples).correlation,
    ).toBeGreaterThan(0.9);
    void calls[1]?.hangUp();
  });

  it("is called by us and hangs up", async () => {
    phone = await startBaresip(network, { say: PHONE_SAYS, account: ">;answermode=auto" });
    endpoint = await openEndpoint(network, {});
    const call = await (await endpoint.dial({ trunk: "peer", to: "phone" })).answered;
    await phone.event("CALL_ESTABLISHED");
    phone.command("hangup");
    expect(await call.ended).toMatchObject({ end: { by: "remote", reason: "hangup" } });
  });
});

describe("over a line that is slow and uneven", () => {
  it("baresip is heard without a gap, and the delay is measured", async () => {
    await network.setDelay(150, 40);
    const { call } = await callFromPhone({ codecs: ["PCMU"] });
    const audio = await recordFor(call, 3000);
    // Both have to report once, some seconds into the call.
    await expect.poll(() => call.audio.roundTripMs, { timeout: 15_000 }).toBeGreaterThan(300);
    expect(call.audio.concealedFrames).toBeLessThan(5);
    const said = { samples: audio.samples.slice(4000, 20_000), rate: 8000 };
    expect(likeness(said, PHONE_SAYS.samples).correlation).toBeGreaterThan(0.9);
  });
});

describe("over a line that loses every twentieth packet", () => {
  it("baresip is heard nevertheless, and the loss is measured", async () => {
    const { call } = await callFromPhone({ codecs: ["PCMU"] });
    const before = call.audio.mos ?? 4.4;
    await network.setLoss(0.05);
    const audio = await recordFor(call, 4000);
    const { packetsLost, packetsReceived, concealedFrames, mos } = call.audio;
    const loss = packetsLost / (packetsLost + packetsReceived);
    expect(loss).toBeGreaterThan(0.005);
    expect(loss).toBeLessThan(0.15);
    expect(concealedFrames).toBeGreaterThanOrEqual(packetsLost - 1);
    expect(mos).toBeLessThan(before);
    const said = { samples: audio.samples.slice(4000, 28_000), rate: 8000 };
    expect(likeness(said, PHONE_SAYS.samples).correlation).toBeGreaterThan(0.9);
  });
});

describe("we call baresip, which answers with several codecs", () => {
  const wide = speechLike({ seed: 8, seconds: 30, rate: 48_000 });
  const config = "opus_samplerate 48000\nopus_stereo no\nopus_sprop_stereo no";

  it.each([
    [["PCMU", "PCMA"], PHONE_SAYS],
    [["PCMA", "opus", "PCMU"], PHONE_SAYS],
    [["opus", "PCMA", "PCMU"], wide],
  ] as [CodecName[], Pcm][])("of %j: both hear, and its keys arrive", async (codecs, say) => {
    phone = await startBaresip(network, { say, account: ">;answermode=auto", modules: ["opus.so"], config });
    const answers: string[] = [];
    const onTrace: SipEndpointOptions["onTrace"] = (_, bytes) => answers.push(Buffer.from(bytes).toString());
    endpoint = await openEndpoint(network, { codecs, srtp: "never", onTrace });
    const call = await (await endpoint.dial({ trunk: "peer", to: "phone" })).answered;
    const formats = /^m=audio \d+ RTP\/AVP (.*) 101\r$/m.exec(
      answers.find((text) => text.startsWith("SIP/2.0 200")) ?? "",
    );
    expect(formats?.[1]?.split(" ")).toHaveLength(codecs.length);
    expect(call.audio.codec).toBe(codecs[0]);
    const { correlation, digits } = await talk(call);
    expect(digits).toBe("42");
    expect(correlation).toBeGreaterThan(codecs[0] === "opus" ? 0.7 : 0.9);
    expect(await call.ended).toMatchObject({ audio: { packetsLost: 0 } });
  });
});

describe("with ICE and DTLS-SRTP", () => {
  const dtls: Partial<BaresipOptions> = {
    account: ">;mediaenc=dtls_srtp;medianat=ice;answermode=auto",
    modules: ["ice.so", "srtp.so", "dtls_srtp.so"],
    config: "rtcp_mux yes",
  };

  it("baresip calls us, both hear, and its keys arrive", async () => {
    const { call } = await callFromPhone({ codecs: ["PCMU"] }, dtls);
    const { correlation, ...rest } = await talk(call);
    expect(rest).toEqual({ digits: "42", encrypted: true });
    expect(correlation).toBeGreaterThan(0.9);
  });

  it("we call baresip, both hear, its keys arrive, and it can be held", async () => {
    phone = await startBaresip(network, { say: PHONE_SAYS, ...dtls });
    endpoint = await openEndpoint(network, { codecs: ["PCMU"] });
    const call = await (await endpoint.dial({ trunk: "peer", to: "phone", dtls: true })).answered;
    await call.setHold(true);
    await call.setHold(false);
    const { correlation, ...rest } = await talk(call);
    expect(rest).toEqual({ digits: "42", encrypted: true });
    expect(correlation).toBeGreaterThan(0.9);
  });
});

describe("over TLS", () => {
  it("baresip and we call each other, and an unknown authority is refused", async () => {
    const [ours, theirs] = makeIdentities([network.hostAddress, network.peerAddress]);
    const [stranger] = makeIdentities([network.hostAddress]);
    if (!ours || !theirs || !stranger) throw new Error("no certificates");
    const incoming = Promise.withResolvers<Call>();
    const trunk = { host: network.peerAddress, port: 5061, protocol: "tls" as const };
    const tls = { address: network.hostAddress, port: 5061, identity: ours };
    const trunks = [{ name: "peer", server: trunk, user: "bot" }];
    const onCall: SipEndpointOptions["onCall"] = async (call) => incoming.resolve(await call.answer());
    endpoint = await openEndpoint(network, { tls, trunks, onCall });
    phone = await startBaresip(network, {
      say: PHONE_SAYS,
      account: ";transport=tls>;answermode=auto",
      pem: theirs.key + theirs.cert,
    });
    phone.command("dial", `sip:bot@${network.hostAddress};transport=tls`);
    const first = await incoming.promise;
    phone.command("hangup");
    expect(await first.ended).toMatchObject({ end: { by: "remote", reason: "hangup" } });
    const second = await (await endpoint.dial({ trunk: "peer", to: "phone" })).answered;
    void second.hangUp();
    expect(await second.ended).toMatchObject({ end: { by: "local" } });
    await endpoint.close();
    endpoint = await openEndpoint(network, { tls: { ...tls, identity: stranger }, trunks });
    const refused = await endpoint.dial({ trunk: "peer", to: "phone" });
    await expect(refused.answered).rejects.toMatchObject({ end: { status: 503 } });
  });
});

async function talk(call: Call) {
  const recording = await call.record({ beep: false });
  await call.play(PROMPT).done;
  phone?.command("sndcode", "42#");
  const { digits } = await call.gather({ firstTimeout: 8000 });
  recording.stop();
  const { audio } = await recording.done;
  const { encrypted } = call.audio;
  await call.hangUp();
  await phone?.event("CALL_CLOSED");
  const heard = (await phone?.heard()) ?? speechLike({ seed: 0 });
  const said = { samples: new AudioClip(audio).at(8000).slice(8000, 24_000), rate: 8000 };
  const prompt = { samples: PROMPT.at(8000), rate: 8000 };
  const least = [likeness(said, PHONE_SAYS.samples), likeness(prompt, new AudioClip(heard).at(8000))];
  return { digits, encrypted, correlation: Math.min(...least.map(({ correlation }) => correlation)) };
}

// A recording of what the phone says, with our prompt playing to it as often as it takes.
async function recordFor(call: Call, ms: number): Promise<Pcm> {
  call.play(PROMPT, { loop: true });
  const recording = await call.record({ beep: false, maxMs: ms });
  return (await recording.done).audio;
}

async function callFromPhone(
  options: Partial<SipEndpointOptions> = {},
  phoneOptions: Partial<BaresipOptions> = {},
): Promise<{ call: Call }> {
  const answered = Promise.withResolvers<Call>();
  endpoint = await openEndpoint(network, {
    srtp: "never",
    ...options,
    onCall: async (call) => answered.resolve(await call.answer()),
  });
  phone = await startBaresip(network, { say: PHONE_SAYS, account: ">", ...phoneOptions });
  phone.command("dial", `sip:bot@${network.hostAddress}`);
  return { call: await answered.promise };
}
