/** A moment by both clocks: the date for people, and monotonic milliseconds to measure by. */
export type Moment = { date: Date; ms: number };

/** Now. */
export function moment(): Moment {
  return { date: new Date(), ms: performance.now() };
}

/** Whole milliseconds from one moment to another, whatever was done to the machine's date meanwhile. */
export function msBetween(earlier: Moment, later: Moment): number {
  return Math.round(later.ms - earlier.ms);
}
