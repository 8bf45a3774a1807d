import type { SrvRecord } from "node:dns";

/**
 * The servers of a service in the order to try them (RFC 2782): lower priorities first, within one priority by lot, in
 * which more weight has more chances. `random` gives numbers from 0 up to 1.
 */
export function orderSrvRecords(records: readonly SrvRecord[], random: () => number = Math.random): SrvRecord[] {
  // Weights of zero come first, or they would never be drawn.
  const left = records.toSorted((a, b) => a.priority - b.priority || a.weight - b.weight);
  const ordered: SrvRecord[] = [];
  while (left.length > 0) {
    const drawn = draw(left, random);
    ordered.push(drawn);
    left.splice(left.indexOf(drawn), 1);
  }
  return ordered;
}

function draw([first, ...others]: SrvRecord[], random: () => number): SrvRecord {
  if (first === undefined) throw new RangeError("nothing to draw from");
  const group = [first, ...others.filter(({ priority }) => priority === first.priority)];
  const total = group.reduce((sum, { weight }) => sum + weight, 0);
  let lot = Math.floor(random() * (total + 1));
  for (const record of group) {
    lot -= record.weight;
    if (lot <= 0) return record;
  }
  return first;
}
