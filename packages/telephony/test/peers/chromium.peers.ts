import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AudioClip, Call, MediaClock, tone, WebRtcLeg } from "../../src/index.ts";
import { likeness, speechLike } from "../../src/testing/signals.ts";

const MICROPHONE = speechLike({ seed: 21, seconds: 9, rate: 48_000 });
const clock = new MediaClock();

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--autoplay-policy=no-user-gesture-required",
      "--disable-features=WebRtcHideLocalIpsWithMdns",
    ],
  });
  page = await browser.newPage();
  await page.goto("data:text/html,<h1>phone</h1>");
});

afterAll(() => browser.close());

// Chromium opens microphones on secure pages only: the voice comes from a recorded buffer instead.
describe.each(["opus", "PCMU"] as const)("a browser calls us in %s", (codec) => {
  it("is heard, hears a tone, and its keys arrive", async () => {
    const offer = await page.evaluate(callFromPage, { samples: Array.from(MICROPHONE.samples), rate: MICROPHONE.rate });
    const { leg, answer } = await WebRtcLeg.answer(offer, { codecs: [codec] });
    await page.evaluate((sdp) => globalThis.phone.setRemoteDescription({ type: "answer", sdp }), answer);
    await leg.connected;
    const signalling = { hangUp: () => undefined };
    const call = new Call({ leg, clock, signalling, direction: "incoming", from: "browser", to: "us" });
    const beep = new AudioClip({ samples: tone({ frequencies: [1000], ms: 3000, rate: 16_000 }), rate: 16_000 });
    const recording = await call.record({ beep: false });
    const playback = call.play(beep);
    const heard = await page.evaluate(loudestFrequency);
    expect(heard).toBeGreaterThan(950);
    expect(heard).toBeLessThan(1050);
    await playback.done;
    recording.stop();
    await page.evaluate(() => globalThis.phone.getSenders()[0]?.dtmf?.insertDTMF("42#", 100, 100));
    expect(await call.gather()).toMatchObject({ digits: "42", reason: "finish-key" });
    expect(call.audio).toMatchObject({ codec, encrypted: true });
    call.markEnded({ by: "local", reason: "hangup" });
    const { audio } = await recording.done;
    const said = { samples: audio.samples.slice(audio.rate * 0.6, audio.rate * 2.6), rate: audio.rate };
    const original = new AudioClip(MICROPHONE).at(audio.rate as 8000);
    expect(likeness(said, original).correlation).toBeGreaterThan(codec === "opus" ? 0.7 : 0.85);
  });
});

// These run inside the browser, whose types are not ours: only what is used is described.
type BrowserPhone = {
  setRemoteDescription: (description: { type: string; sdp: string }) => Promise<void>;
  getSenders: () => { dtmf?: { insertDTMF: (digits: string, duration: number, gap: number) => void } }[];
};

declare global {
  var phone: BrowserPhone;
  var remoteStream: unknown;
}

async function callFromPage({ samples, rate }: { samples: number[]; rate: number }): Promise<string> {
  // biome-ignore lint/suspicious/noExplicitAny: the browser's own globals have no types in this package.
  const web = globalThis as any;
  const audio = new web.AudioContext({ sampleRate: rate });
  const buffer = audio.createBuffer(1, samples.length, rate);
  buffer.copyToChannel(
    Float32Array.from(samples, (sample) => sample / 32_768),
    0,
  );
  const source = audio.createBufferSource();
  const out = audio.createMediaStreamDestination();
  source.buffer = buffer;
  source.connect(out);
  source.start();
  const phone = new web.RTCPeerConnection();
  phone.addTrack(out.stream.getAudioTracks()[0], out.stream);
  phone.ontrack = (event: { streams: unknown[] }) => {
    web.remoteStream = event.streams[0];
  };
  await phone.setLocalDescription(await phone.createOffer());
  await new Promise<void>((resolve) => {
    if (phone.iceGatheringState === "complete") resolve();
    phone.onicegatheringstatechange = () => phone.iceGatheringState === "complete" && resolve();
  });
  web.phone = phone;
  return phone.localDescription.sdp;
}

async function loudestFrequency(): Promise<number> {
  // biome-ignore lint/suspicious/noExplicitAny: the browser's own globals have no types in this package.
  const web = globalThis as any;
  const audio = new web.AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 8192;
  // Without an element playing it, Chromium leaves a remote stream silent.
  const element = new web.Audio();
  element.srcObject = web.remoteStream;
  element.muted = true;
  await element.play();
  audio.createMediaStreamSource(web.remoteStream).connect(analyser);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const levels = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(levels);
  return (levels.indexOf(Math.max(...levels)) * audio.sampleRate) / analyser.fftSize;
}
