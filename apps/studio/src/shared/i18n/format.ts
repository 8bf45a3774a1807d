/** Dates, figures and durations as one language and one time zone write them. Pure: `now` is handed in where it matters. */
export function createFormat(language: string, timeZone: string) {
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone, ...options });
  const clock = date({ hour: "2-digit", minute: "2-digit" });
  const short = date({ day: "2-digit", month: "2-digit" });
  const shortYear = date({ day: "2-digit", month: "2-digit", year: "numeric" });
  const weekday = date({ weekday: "long" });
  const long = date({ weekday: "long", day: "numeric", month: "long" });
  const longYear = date({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const full = date({ dateStyle: "medium", timeStyle: "short" });
  const number = new Intl.NumberFormat(language);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const dayKey = date({ year: "numeric", month: "2-digit", day: "2-digit" });

  const dayOf = (at: Date) => dayKey.format(at);
  const daysApart = (at: Date, now: Date) => Math.round((midday(at, dayKey) - midday(now, dayKey)) / 86_400_000);

  return {
    number: (value: number) => number.format(value),
    /** 09:15 */
    time: (at: string | Date) => clock.format(new Date(at)),
    /** A moment with its day: for titles and tooltips. */
    dateTime: (at: string | Date) => full.format(new Date(at)),
    date: (at: string | Date) => shortYear.format(new Date(at)),
    /** The same for all moments of one day in this time zone. */
    dayKey: (at: string | Date) => dayOf(new Date(at)),
    /** For a list: the hour today, "yesterday", a weekday within the week, else the date. */
    listTime: (at: string | Date, now = new Date()) => {
      const then = new Date(at);
      const days = daysApart(then, now);
      if (days === 0) return clock.format(then);
      if (days === -1) return relative.format(-1, "day");
      if (days < 0 && days > -7) return weekday.format(then).replace(/-feira$/, "");
      return then.getUTCFullYear() === now.getUTCFullYear() ? short.format(then) : shortYear.format(then);
    },
    /** For the line between two days of a thread: "Today, Friday, November 21". */
    day: (at: string | Date, now = new Date()) => {
      const then = new Date(at);
      const days = daysApart(then, now);
      const words = (then.getUTCFullYear() === now.getUTCFullYear() ? long : longYear).format(then);
      return days === 0 || days === -1 ? `${capital(relative.format(days, "day"))}, ${words}` : capital(words);
    },
    /** "5 minutes ago", "in 3 hours" */
    relative: (at: string | Date, now = new Date()) => {
      const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
      const unit = units.find(({ size }) => Math.abs(seconds) >= size) ?? { size: 1, name: "second" as const };
      return unit.name === "second"
        ? relative.format(0, "second")
        : relative.format(Math.round(seconds / unit.size), unit.name);
    },
    /** A span in its two largest units: "1 h 17 min", "3 d 4 h", "0 min". */
    span: (ms: number) => {
      const minutes = Math.max(0, Math.floor(ms / 60_000));
      if (minutes < 60) return `${minutes} min`;
      const hours = Math.floor(minutes / 60);
      if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
      const days = Math.floor(hours / 24);
      return hours % 24 && days < 7 ? `${days} d ${hours % 24} h` : `${number.format(days)} d`;
    },
    /** 1.2 MB, with the language's own separator. */
    bytes: (size: number) => {
      const step = size < 1000 ? 0 : size < 1_000_000 ? 1 : 2;
      const value = size / 1000 ** step;
      return `${value.toLocaleString(language, { maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1 })} ${["B", "kB", "MB"][step]}`;
    },
  };
}

export type Format = ReturnType<typeof createFormat>;

const units = [
  { size: 86_400 * 365, name: "year" },
  { size: 86_400 * 30, name: "month" },
  { size: 86_400, name: "day" },
  { size: 3600, name: "hour" },
  { size: 60, name: "minute" },
] as const;

const capital = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/** The moment's calendar day, as a number of milliseconds that only serves for counting days. */
function midday(at: Date, parts: Intl.DateTimeFormat): number {
  const part = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year ?? 1970, (part.month ?? 1) - 1, part.day ?? 1, 12);
}
