import { EchoEstimate } from "./echo-estimate.ts";
import { NoiseFloor } from "./noise-floor.ts";
import { rms } from "./rms.ts";

/**
 * What a caller's voice must rise above: the noise around the caller, and the echo of what we play. One for each call,
 * fed all the time, so that it is known when somebody begins to listen.
 */
export class Background {
  #echo = new EchoEstimate();
  #noise = new NoiseFloor();

  /** The next frame that came from the caller, and what was played to the caller meanwhile. */
  feed(heard: Int16Array, played: Int16Array | undefined): void {
    const level = rms(heard);
    this.#noise.feed(level);
    this.#echo.feed(level, played ? rms(played) : 0);
  }

  /** The level, in 16-bit units, that the noise times `overNoise` and the echo reach together; infinite at first. */
  reach(overNoise: number): number {
    const noise = this.#noise.level * overNoise;
    const echo = this.#echo.level;
    return Math.sqrt(noise * noise + echo * echo);
  }

  /** What was heard so far was not the caller: it rang, or somebody else was heard. */
  forget(): void {
    this.#noise = new NoiseFloor();
    this.#echo = new EchoEstimate();
  }
}
