import { z } from "zod";
import { addDays, addMonths } from "./locale/calendar.ts";
import { civilAt, instantOf } from "./locale/time-zone.ts";

export const durationUnits = ["seconds", "minutes", "hours", "days", "weeks", "months"] as const;
export type DurationUnit = (typeof durationUnits)[number];

/** A length of time as people set it, e.g. ten minutes; at most about two years. */
export const duration = z
  .object({ amount: z.number().int().min(1).max(1000), unit: z.enum(durationUnits) })
  .refine(({ amount, unit }) => amount * unitMs[unit] <= 731 * 86_400_000, { error: "at most two years" });
export type Duration = z.infer<typeof duration>;

const unitMs: Record<DurationUnit, number> = {
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
  months: 2_592_000_000,
};

/** About how long it is, in ms; a month counts 30 days. For checks; see {@link addDuration} for clocks. */
export const durationMs = ({ amount, unit }: Duration): number => amount * unitMs[unit];

/**
 * The instant a duration after another (ms since 1970). Days, weeks and months keep the time of day that clocks in the zone
 * show, so "1 day" after 9:00 is 9:00, also when clocks change in between.
 */
export function addDuration(at: number, { amount, unit }: Duration, timeZone: string): number {
  if (unit === "seconds" || unit === "minutes" || unit === "hours") return at + amount * unitMs[unit];
  const civil = civilAt(at, timeZone);
  const day = unit === "months" ? addMonths(civil, amount) : addDays(civil, unit === "weeks" ? amount * 7 : amount);
  const within = ((at % 60_000) + 60_000) % 60_000;
  return instantOf({ ...civil, ...day }, timeZone) + within;
}
