import { describe, expect, it } from "vitest";
import { speechLike } from "../testing/signals.ts";
import { decodeAudio, encodeOggOpus } from "./audio-pool.ts";
import { readOggOpus, writeOggOpus } from "./ogg-opus.ts";
import { AudioFormatError } from "./wav.ts";

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
