import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { correlate, speechLike } from "../testing/signals.ts";
import { readOggOpus, writeOggOpus } from "./ogg-opus.ts";
import { resample } from "./rate-conversion.ts";
import { readAudio } from "./read-audio.ts";
import { SoundCache } from "./sound-cache.ts";
import { AudioFormatError, writeWav } from "./wav.ts";

const fixture = (name: string) => readFileSync(new URL(`../../test/fixtures/audio/${name}`, import.meta.url));

describe("a sound file", () => {
  it.each(["tone.mp3", "tone.ogg", "large-packets.ogg"])(
    "%s made by another program is read at its length, pitch and loudness",
    (name) => {
      const { samples, rate } = readAudio(fixture(name));
      expect(samples.length / rate).toBeGreaterThan(0.47);
      expect(samples.length / rate).toBeLessThan(0.75);
      const middle = samples.subarray(rate * 0.15, rate * 0.45);
      const tone = Int16Array.from({ length: rate * 0.2 }, (_, i) => 16_384 * Math.sin((2 * Math.PI * 440 * i) / rate));
      const { correlation, gainDb } = correlate(tone, middle);
      expect(correlation).toBeGreaterThan(0.99);
      expect(Math.abs(gainDb)).toBeLessThan(1);
    },
  );

  it("in Ogg Opus is read as we wrote it, in step with the original", () => {
    const voice = speechLike({ seed: 5, seconds: 2.3 });
    const { samples, rate } = readOggOpus(writeOggOpus(voice));
    const original = resample(voice.samples, { from: voice.rate, to: rate });
    const { correlation, offset } = correlate(original.subarray(0, 16_000), samples);
    expect(correlation).toBeGreaterThan(0.85);
    expect(offset).toBeLessThan(16);
    expect(samples.length - original.length).toBeLessThan(640);
  });

  it("in Ogg Opus is as loud as its header says", () => {
    const original = fixture("tone.ogg");
    const softer = Buffer.from(original);
    softer.writeInt16LE(-10 * 256, softer.indexOf("OpusHead") + 16);
    const { gainDb } = correlate(readOggOpus(original).samples.subarray(0, 8000), readOggOpus(softer).samples);
    expect(gainDb).toBeCloseTo(-10, 1);
  });

  it("whose one packet never ends is refused, and is no work", () => {
    const original = fixture("tone.ogg");
    const page = Buffer.alloc(27 + 255 + 255 * 255, 255);
    page.write("OggS\0\x01", 0, "latin1");
    original.copy(page, 14, 14, 18);
    const endless = Buffer.concat([original, ...Array.from({ length: 100 }, () => page)]);
    expect(() => readOggOpus(endless)).toThrow(new AudioFormatError("a damaged Ogg file"));
  });

  it("is decoded once, whoever asks for it, and damaged ones are refused each time", async () => {
    const sounds = new SoundCache();
    const file = writeWav(speechLike({ seed: 1, seconds: 0.2 }));
    const [first, second] = await Promise.all([sounds.clip(file), sounds.clip(Uint8Array.from(file))]);
    expect(first).toBe(second);
    await expect(sounds.clip(Buffer.from("hello"))).rejects.toThrow(AudioFormatError);
    await expect(sounds.clip(Buffer.from("hello"))).rejects.toThrow(AudioFormatError);
  });

  it("is known by its content", () => {
    expect(readAudio(writeWav({ samples: Int16Array.of(1, 2, 3), rate: 8000 })).samples).toEqual(
      Int16Array.of(1, 2, 3),
    );
  });

  it("that is damaged or something else is refused", () => {
    const opus = fixture("tone.ogg");
    const vorbis = Buffer.from(opus);
    vorbis.write("vorbis\0\0", opus.indexOf("OpusHead"));
    const surround = Buffer.from(opus);
    surround[opus.indexOf("OpusHead") + 9] = 6;
    const broken = [
      surround,
      Buffer.from("GIF89a"),
      Buffer.alloc(0),
      Buffer.from("OggS"),
      Buffer.from("ID3nothing"),
      vorbis,
    ];
    for (const file of broken) expect(() => readAudio(file)).toThrow(AudioFormatError);
    for (let cut = 1; cut < opus.length; cut += 37) {
      expect(["read", "AudioFormatError"]).toContain(outcome(opus.subarray(0, cut)));
    }
  });
});

function outcome(file: Uint8Array): string {
  try {
    readAudio(file);
    return "read";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}
