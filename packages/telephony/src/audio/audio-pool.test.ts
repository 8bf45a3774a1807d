import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { speechLike } from "../testing/signals.ts";
import { decodeAudio, encodeOggOpus } from "./audio-pool.ts";
import { readOggOpus, writeOggOpus } from "./ogg-opus.ts";
import { AudioFormatError } from "./wav.ts";

afterEach(() => void vi.restoreAllMocks());

describe("files that take long", () => {
  it("are written and read while everything else goes on", async () => {
    const voice = speechLike({ seed: 5, seconds: 20 });
    let turns = 0;
    const count = () => {
      turns++;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    const file = await encodeOggOpus(voice);
    const afterWriting = turns;
    const read = await decodeAudio(file);
    clearImmediate(next);
    expect(afterWriting).toBeGreaterThan(0);
    expect(turns).toBeGreaterThan(afterWriting);
    expect(Buffer.from(file).equals(writeOggOpus(voice))).toBe(true);
    expect(read).toEqual(readOggOpus(file));
  });

  it("are given up when they were made to, and do not keep others waiting for good", async () => {
    const limit = AbortSignal.timeout.bind(AbortSignal);
    const soon = () => limit(500);
    const timeout = vi.spyOn(AbortSignal, "timeout");
    timeout.mockImplementationOnce(soon).mockImplementationOnce(soon).mockImplementationOnce(soon);
    const tone = readFileSync(new URL("../../test/fixtures/audio/tone.mp3", import.meta.url));
    // The decoder does not find its way out of these 279 bytes.
    const endless = Buffer.from(tone.subarray(0, 279));
    endless[50] = 0x66;
    const refused = Array.from({ length: 3 }, () =>
      decodeAudio(endless).then(
        () => "read",
        (error: unknown) => error,
      ),
    );
    const { rate } = await decodeAudio(tone);
    expect(rate).toBe(16_000);
    for (const error of await Promise.all(refused)) expect(error).toBeInstanceOf(AudioFormatError);
  });

  it("leave what they were given where it is", async () => {
    const voice = speechLike({ seed: 6, seconds: 0.2 });
    const before = voice.samples.slice();
    const file = await encodeOggOpus(voice);
    await decodeAudio(file);
    expect(voice.samples).toEqual(before);
    expect(file.length).toBeGreaterThan(100);
  });

  it("are refused by the same error when they are none, and the next is read", async () => {
    await expect(decodeAudio(Buffer.from("GIF89a"))).rejects.toThrow(
      new AudioFormatError("neither WAV, Ogg Opus nor MP3"),
    );
    const file = await encodeOggOpus(speechLike({ seed: 7, seconds: 0.1 }));
    expect((await decodeAudio(file)).rate).toBe(16_000);
  });
});
