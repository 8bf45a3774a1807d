import { describe, expect, it } from "vitest";
import { decodeG711, encodeG711 } from "./g711.ts";
import { LossConcealer } from "./loss-concealer.ts";
import { createOpusCodec } from "./opus-codec.ts";
import { resample } from "./rate-conversion.ts";
import { Resampler } from "./resampler.ts";
import { tone } from "./tones.ts";
import { AudioFormatError, readWav, writeWav } from "./wav.ts";

describe("G.711", () => {
  // Values of the tables in ITU-T G.191's reference software.
  it.each([
    ["PCMU", 0xff, 0],
    ["PCMU", 0x00, -32_124],
    ["PCMU", 0x80, 32_124],
    ["PCMU", 0x7f, 0],
    ["PCMA", 0xd5, 8],
    ["PCMA", 0x55, -8],
    ["PCMA", 0x2a, -32_256],
    ["PCMA", 0xaa, 32_256],
  ] as const)("%s decodes %d to %d", (law, code, sample) => {
    expect(decodeG711(Uint8Array.of(code), law)[0] === sample).toBe(true);
  });

  it.each(["PCMU", "PCMA"] as const)("%s keeps every code through decoding and encoding", (law) => {
    const all = Uint8Array.from({ length: 256 }, (_, code) => code);
    const samples = decodeG711(all, law);
    expect([...decodeG711(encodeG711(samples, law), law)]).toEqual([...samples]);
  });

  it.each(["PCMU", "PCMA"] as const)("%s keeps the noise 35 dB below a loud tone", (law) => {
    const original = tone({ frequencies: [1000], ms: 200, level: 0.8, rate: 8000 });
    const decoded = decodeG711(encodeG711(original, law), law);
    expect(signalToNoise(original, decoded)).toBeGreaterThan(35);
  });
});

describe("Opus", () => {
  it("carries speech-band tones there and back", () => {
    const codec = createOpusCodec();
    const original = tone({ frequencies: [300, 800], ms: 1000, rate: 16_000 });
    const heard: number[] = [];
    for (let at = 0; at < original.length; at += 320) {
      heard.push(...codec.decode(codec.encode(original.subarray(at, at + 320))));
    }
    expect(correlation(original, Int16Array.from(heard))).toBeGreaterThan(0.95);
    codec.close();
  });

  it("takes whole frames only: what it works with is shared by all calls", () => {
    const [one, other] = [createOpusCodec(), createOpusCodec()];
    for (const length of [0, 319, 321, 4000, 16_000]) {
      expect(() => one.encode(new Int16Array(length))).toThrow(RangeError);
    }
    const sound = tone({ frequencies: [500], ms: 20, rate: 16_000 });
    expect(other.decode(other.encode(sound)).length).toBe(320);
    one.close();
    other.close();
  });

  it("answers damaged packets with something to play", () => {
    const codec = createOpusCodec();
    for (const bytes of [[], [255, 255, 255], Array.from({ length: 2000 }, () => 7)]) {
      expect(codec.decode(Uint8Array.from(bytes)).length).toBeGreaterThan(0);
    }
    codec.close();
  });
});

describe("resampling", () => {
  it.each([
    [8000, 16_000],
    [16_000, 8000],
    [44_100, 8000],
    [22_050, 16_000],
    [48_000, 8000],
  ])("from %d to %d Hz keeps a 440 Hz tone in place and loudness", (from, to) => {
    const converted = resample(sine(440, from, 0.5), { from, to });
    const expected = sine(440, to, 0.5);
    expect(converted.length).toBe(expected.length);
    expect(signalToNoise(expected.subarray(200, -200), converted.subarray(200, -200))).toBeGreaterThan(40);
  });

  it("removes what the lower rate cannot hold", () => {
    const converted = resample(sine(6000, 16_000, 0.5), { from: 16_000, to: 8000 });
    expect(loudness(converted.subarray(100, -100))).toBeLessThan(100);
  });

  it("frame by frame gives the same as all at once", () => {
    const input = sine(700, 8000, 0.5);
    const whole = new Resampler(8000, 16_000).process(input);
    const framed = new Resampler(8000, 16_000);
    const parts: number[] = [];
    for (let at = 0; at < input.length; at += 160) parts.push(...framed.process(input.subarray(at, at + 160)));
    expect(parts).toEqual([...whole]);
  });
});

describe("loss concealment", () => {
  it("goes on with a voiced sound and neither clicks nor stays loud", () => {
    const voice = sine(150, 8000, 0.5);
    const concealer = new LossConcealer(8000);
    const heard: number[] = [];
    for (let at = 0; at < 3200; at += 160) {
      const lost = at === 1600 || at === 1760;
      heard.push(...(lost ? concealer.conceal(160) : concealer.received(voice.slice(at, at + 160))));
    }
    const step = Math.max(...heard.map((sample, i) => Math.abs(sample - (heard[i - 1] ?? sample))));
    expect(step).toBeLessThan(0.1 * 32_768);
    expect(loudness(Int16Array.from(heard.slice(1600, 1680)))).toBeGreaterThan(5000);
    for (let i = 0; i < 4; i++) concealer.conceal(160);
    expect(loudness(concealer.conceal(160))).toBe(0);
  });
});

describe("WAV files", () => {
  it("are read as they were written", () => {
    const pcm = { samples: Int16Array.of(0, 1, -1, 32_767, -32_768), rate: 8000 };
    expect(readWav(writeWav(pcm))).toEqual(pcm);
  });

  it("in stereo are mixed to one channel", () => {
    const file = Buffer.from(writeWav({ samples: Int16Array.of(100, 300, -100, -300), rate: 44_100 }));
    file.writeUInt16LE(2, 22);
    expect([...readWav(file).samples]).toEqual([200, -200]);
  });

  it("of other kinds are refused with the reason", () => {
    const file = Buffer.from(writeWav({ samples: new Int16Array(4), rate: 8000 }));
    file.writeUInt16LE(85, 20);
    expect(() => readWav(file)).toThrow(new AudioFormatError("WAV coding 85 with 16 bits is not supported"));
    const odd = writeWav({ samples: new Int16Array(4), rate: 47_999 });
    expect(() => readWav(odd)).toThrow(new AudioFormatError("a sample rate of 47999 Hz is not supported"));
    expect(() => readWav(Buffer.from("ID3 something"))).toThrow(AudioFormatError);
  });
});

function sine(frequency: number, rate: number, level: number): Int16Array {
  return Int16Array.from(
    { length: rate / 2 },
    (_, i) => level * 32_767 * Math.sin((2 * Math.PI * frequency * i) / rate),
  );
}

function loudness(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

function signalToNoise(original: Int16Array, copy: Int16Array): number {
  const noise = original.map((sample, i) => sample - (copy[i] ?? 0));
  return 20 * Math.log10(loudness(original) / Math.max(loudness(noise), 1e-9));
}

/** The best normalised correlation over delays up to 50 ms at 16 kHz. */
function correlation(a: Int16Array, b: Int16Array): number {
  let best = 0;
  for (let shift = 0; shift < 800; shift++) {
    let [product, x, y] = [0, 1, 1];
    for (let i = 0; i + shift < b.length; i++) {
      const [p = 0, q = 0] = [a[i], b[i + shift]];
      product += p * q;
      x += p * p;
      y += q * q;
    }
    best = Math.max(best, product / Math.sqrt(x * y));
  }
  return best;
}
