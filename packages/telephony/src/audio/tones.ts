import { type Digit, HIGH_TONES, KEYPAD, LOW_TONES } from "./digit.ts";
import type { SampleRate } from "./frame.ts";

/** A tone or a chord: frequencies in Hz sounding together, with soft edges. `level` is the peak, 0-1 of full scale. */
export type ToneSpec = { frequencies: readonly number[]; ms: number; level?: number; rate: SampleRate };

/** Makes a tone that starts and ends without a click. */
export function tone({ frequencies, ms, level = 0.25, rate }: ToneSpec): Int16Array {
  const samples = new Int16Array(Math.round((ms * rate) / 1000));
  const edge = Math.min(rate / 200, samples.length / 2);
  const amplitude = (level * 32_767) / frequencies.length;
  for (let i = 0; i < samples.length; i++) {
    let sum = 0;
    for (const frequency of frequencies) sum += Math.sin((2 * Math.PI * frequency * i) / rate);
    const gain = Math.min(1, i / edge, (samples.length - 1 - i) / edge);
    samples[i] = Math.round(sum * amplitude * gain);
  }
  return samples;
}

/** The tones of a key, as they sound in the audio itself. */
export function dtmfTone(digit: Digit, { ms, rate }: { ms: number; rate: SampleRate }): Int16Array {
  const row = KEYPAD.findIndex((keys) => keys.includes(digit));
  const column = KEYPAD[row]?.indexOf(digit) ?? 0;
  const frequencies = [LOW_TONES[row] ?? 0, HIGH_TONES[column] ?? 0];
  return tone({ frequencies, ms, level: 0.5, rate });
}
