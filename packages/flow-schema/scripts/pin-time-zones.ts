/**
 * Writes src/locale/time-zone-data.gen.ts from moment-timezone's packed IANA data (MIT): every zone and link, with the
 * changes of offset from 2020 to 2050. Run it after raising moment-timezone: `node scripts/pin-time-zones.ts`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

interface Packed {
  version: string;
  zones: string[];
  links: string[];
}

const require = createRequire(import.meta.url);
const packed: Packed = JSON.parse(readFileSync(require.resolve("moment-timezone/data/packed/latest.json"), "utf8"));
const { version: packageVersion } = JSON.parse(readFileSync(require.resolve("moment-timezone/package.json"), "utf8"));
const [first, last] = [Date.UTC(2020, 0, 1) / 60_000, Date.UTC(2050, 0, 1) / 60_000];

const rulesByName = new Map(packed.zones.map((zone) => [zone.split("|", 1)[0] ?? "", compact(zone)]));
for (const link of packed.links) {
  const [target = "", name = ""] = link.split("|");
  rulesByName.set(name, rulesByName.get(target) ?? "");
}
const names = Map.groupBy([...rulesByName.keys()].sort(), (name) => rulesByName.get(name) ?? "");
const lines = [...names].map(([rule, zones]) => `  ${JSON.stringify(rule)}: ${JSON.stringify(zones.join(" "))},`);

const source = `// Made by scripts/pin-time-zones.ts from moment-timezone ${packageVersion} (MIT), IANA time zones ${packed.version}. Do not edit.
export const timeZoneVersion = ${JSON.stringify(packed.version)};

/**
 * Zones by rule. A rule is the offset from UTC in minutes before 2020-01-01T00:00Z, then for each change \`minutes:offset\`:
 * minutes (base 36) since the change before it (the first: since 2020-01-01T00:00Z), and the offset from then on.
 */
export const timeZoneRules: Record<string, string> = {
${lines.join("\n")}
};
`;
writeFileSync(fileURLToPath(new URL("../src/locale/time-zone-data.gen.ts", import.meta.url)), source);

/** moment-timezone's format: name|abbreviations|offsets west (base 60)|indices|changes since the one before (base 60)|population. */
function compact(zone: string): string {
  const [, , offsets = "", indices = "", diffs = ""] = zone.split("|");
  const east = offsets.split(" ").map((offset) => -Math.round(fromBase60(offset)) || 0);
  const offsetAt = (index: number) => east[Math.floor(fromBase60(indices[index] ?? "0"))] ?? 0;
  let [at, before, previous] = [0, offsetAt(0), first];
  const changes: string[] = [];
  for (const [index, diff] of diffs.split(" ").filter(Boolean).entries()) {
    at = Math.round(at + fromBase60(diff));
    const offset = offsetAt(index + 1);
    if (at <= first) before = offset;
    else if (at < last) {
      changes.push(`${(at - previous).toString(36)}:${offset}`);
      previous = at;
    }
  }
  return [String(before), ...changes].join(" ");
}

function fromBase60(text: string): number {
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  let value = 0;
  for (const digit of whole) value = value * 60 + digitOf(digit);
  for (const [index, digit] of fraction.split("").entries()) value += digitOf(digit) / 60 ** (index + 1);
  return text.startsWith("-") ? -value : value;
}

function digitOf(digit: string): number {
  const code = digit.charCodeAt(0);
  if (code > 96) return code - 87;
  return code > 64 ? code - 29 : code - 48;
}
