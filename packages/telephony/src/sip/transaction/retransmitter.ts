import type { Clock } from "../../clock/clock.ts";

/** Repeats an action after `first` ms, then at doubling intervals up to `cap`, until stopped. */
export class Retransmitter {
  #cancel: (() => void) | undefined;

  start(clock: Clock, { first, cap, action }: { first: number; cap: number; action: () => void }): void {
    this.stop();
    let interval = first;
    const arm = () => {
      this.#cancel = clock.after(interval, () => {
        interval = Math.min(interval * 2, cap);
        arm();
        action();
      });
    };
    arm();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
