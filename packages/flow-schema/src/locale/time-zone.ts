import { type CivilDateTime, civilOfDay, dayNumber } from "./calendar.ts";
import { timeZoneRules } from "./time-zone-data.gen.ts";

export { timeZoneVersion } from "./time-zone-data.gen.ts";

interface Zone {
  /** Instants (minutes since 1970) at which the offset changes, in order. */
  changes: number[];
  /** Minutes east of UTC: before the first change, then from each change on. */
  offsets: number[];
}

const epoch = 26_297_280; // 2020-01-01T00:00Z in minutes since 1970
let rulesByName: Map<string, string> | undefined;
const zones = new Map<string, Zone>();

/** Every time zone known here, by its IANA name, in order. */
export function timeZoneNames(): string[] {
  return [...rules().keys()].sort();
}

/** Whether the pinned data (IANA, see time-zone-data.gen.ts) knows this zone. */
export function isTimeZone(name: string): boolean {
  return rules().has(name);
}

/** What clocks in a zone show at an instant (ms since 1970). A zone unknown here counts as UTC. */
export function civilAt(ms: number, timeZone: string): CivilDateTime {
  const minutes = Math.floor(ms / 60_000);
  const local = minutes + offsetAt(zoneOf(timeZone), minutes);
  const days = Math.floor(local / 1440);
  const ofDay = local - days * 1440;
  return { ...civilOfDay(days), hour: Math.floor(ofDay / 60), minute: ofDay % 60 };
}

/**
 * The instant (ms since 1970) at which clocks in a zone show this. Of two such instants (clocks went back) the first; a
 * time that was skipped (clocks went forward) is taken as much later as they were moved.
 */
export function instantOf(civil: CivilDateTime, timeZone: string): number {
  const zone = zoneOf(timeZone);
  const local = dayNumber(civil) * 1440 + civil.hour * 60 + civil.minute;
  const before = offsetAt(zone, local - 1440);
  const after = offsetAt(zone, local + 1440);
  for (const offset of [before, after]) {
    if (offsetAt(zone, local - offset) === offset) return (local - offset) * 60_000;
  }
  return (local - before) * 60_000;
}

function offsetAt({ changes, offsets }: Zone, minutes: number): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle] ?? 0) <= minutes) low = middle + 1;
    else high = middle;
  }
  return offsets[low] ?? 0;
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = readRule(rules().get(name) ?? "0");
  zones.set(name, zone);
  return zone;
}

function readRule(rule: string): Zone {
  const [first = "0", ...rest] = rule.split(" ");
  const zone: Zone = { changes: [], offsets: [Number(first)] };
  let at = epoch;
  for (const change of rest) {
    const [since = "0", offset = "0"] = change.split(":");
    at += Number.parseInt(since, 36);
    zone.changes.push(at);
    zone.offsets.push(Number(offset));
  }
  return zone;
}

function rules(): Map<string, string> {
  rulesByName ??= new Map(
    Object.entries(timeZoneRules).flatMap(([rule, names]) => names.split(" ").map((name) => [name, rule] as const)),
  );
  return rulesByName;
}
