import { type CivilDateTime, dayNumber, isCivilDate } from "./calendar.ts";
import { civilAt } from "./time-zone.ts";

/**
 * Reads a date as variables hold it, `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm` (midnight where no time is given), or as machines
 * write it; else null. A time with its offset (`…T13:00:00Z`, `…T13:00-05:00`) is what clocks in `timeZone` show then; where
 * no zone is given it stays as it is written.
 */
export function parseDateValue(text: string, timeZone?: string): (CivilDateTime & { hasTime: boolean }) | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?/.exec(text);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const hasTime = found[4] !== undefined;
  const rest = /^(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(text.slice(found[0].length));
  if (!rest || !isCivilDate({ year, month, day }) || hour > 23 || minute > 59) return null;
  const civil = { year, month, day, hour, minute };
  if (rest[1] === undefined || timeZone === undefined || !hasTime) return { ...civil, hasTime };
  const utc = dayNumber(civil) * 1440 + hour * 60 + minute - offsetMinutes(rest[1]);
  return { ...civilAt(utc * 60_000, timeZone), hasTime };
}

/** Minutes east of UTC. */
function offsetMinutes(offset: string): number {
  if (offset === "Z") return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(":", ""));
  return offset.startsWith("-") ? -minutes : minutes;
}
