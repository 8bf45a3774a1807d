import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AudioClip, Call, MediaClock, WebRtcLeg } from "../../src/index.ts";
import { likeness, speechLike } from "../../src/testing/signals.ts";
import { type BrowserPhone, startBrowserPhone } from "./chromium.ts";
import { openPeerNetwork, type PeerNetwork } from "./network.ts";

const MICROPHONE = speechLike({ seed: 5, seconds: 9, rate: 48_000 });
const PROMPT = new AudioClip(speechLike({ seed: 4, seconds: 3 }));
const clock = new MediaClock();

let network: PeerNetwork;
let phone: BrowserPhone | undefined;
let leg: WebRtcLeg | undefined;

beforeEach(async () => {
  network = await openPeerNetwork();
});

afterEach(async () => {
  leg?.close();
  await phone?.close();
  await network.close();
});

// Opus keeps what the ear hears and not the waveform: the codec alone gives 0.86 for these voices.
const kinds = [
  { codec: "opus", caller: "a browser calls us", least: 0.7 },
  { codec: "PCMU", caller: "a browser calls us", least: 0.9 },
  { codec: "PCMA", caller: "we call a browser", least: 0.9 },
] as const;

describe.each(kinds)("$caller in $codec", ({ codec, caller, least }) => {
  it("its microphone is heard as it is, it hears our prompt as it is, and its keys arrive", async () => {
    const browser = await startBrowserPhone(network, MICROPHONE);
    phone = browser;
    leg = caller === "we call a browser" ? await callBrowser(browser, codec) : await answerBrowser(browser, codec);
    await leg.connected;
    const signalling = { hangUp: () => undefined };
    const call = new Call({ leg, clock, signalling, direction: "incoming", from: "browser", to: "us" });
    const recording = await call.record({ beep: false });
    await call.play(PROMPT).done;
    recording.stop();
    const { audio } = await recording.done;
    await browser.press("42#");
    expect(await call.gather()).toMatchObject({ digits: "42", reason: "finish-key" });
    expect(call.audio).toMatchObject({ codec, encrypted: true });
    const heard = new AudioClip(await browser.heard());
    const rate = leg.sampleRate;
    const said = { samples: audio.samples.slice(rate * 0.6, rate * 2.6), rate };
    const measured = {
      ours: likeness({ samples: PROMPT.at(rate), rate }, heard.at(rate)),
      theirs: likeness(said, new AudioClip(MICROPHONE).at(rate)),
    };
    call.markEnded({ by: "local", reason: "hangup" });
    for (const { correlation, gainDb } of Object.values(measured)) {
      expect(correlation).toBeGreaterThan(least);
      expect(Math.abs(gainDb)).toBeLessThan(1);
    }
  });
});

async function answerBrowser(browser: BrowserPhone, codec: "opus" | "PCMU" | "PCMA"): Promise<WebRtcLeg> {
  const { leg: answering, answer } = await WebRtcLeg.answer(await browser.offer(), { codecs: [codec] });
  await browser.accept(answer);
  return answering;
}

async function callBrowser(browser: BrowserPhone, codec: "opus" | "PCMU" | "PCMA"): Promise<WebRtcLeg> {
  const { leg: calling, offer } = await WebRtcLeg.offer({ codecs: [codec] });
  await calling.accept(await browser.answer(offer));
  return calling;
}
