/** One measured comparison: `ratio` is the median of ours / reference over the alternated rounds, both in `unit`. */
export interface Comparison {
  name: string;
  unit: string;
  ours: number;
  reference: number;
  ratio: number;
  /** What the ratio must be, e.g. "at least 0.7". */
  bar: string;
  ok: boolean;
}

/**
 * Measures ours and the reference alternately, `rounds` times, and takes the median of the ratios: on a shared machine a
 * bare time says nothing, two neighbours in one run do.
 */
export async function compare(bench: {
  name: string;
  unit: string;
  ours: () => Promise<number>;
  reference: () => Promise<number>;
  bar: { atLeast: number } | { atMost: number };
  rounds?: number;
}): Promise<Comparison> {
  const rounds: Array<{ ours: number; reference: number }> = [];
  for (let round = 0; round < (bench.rounds ?? 3); round++) {
    const reference = await bench.reference();
    rounds.push({ reference, ours: await bench.ours() });
  }
  rounds.sort((a, b) => a.ours / a.reference - b.ours / b.reference);
  const middle = rounds[Math.floor(rounds.length / 2)] as { ours: number; reference: number };
  const ratio = middle.ours / middle.reference;
  const atLeast = "atLeast" in bench.bar;
  const limit = "atLeast" in bench.bar ? bench.bar.atLeast : bench.bar.atMost;
  return {
    name: bench.name,
    unit: bench.unit,
    ...middle,
    ratio,
    bar: `at ${atLeast ? "least" : "most"} ${limit}`,
    ok: atLeast ? ratio >= limit : ratio <= limit,
  };
}

/** Prints comparisons as a table, and as one line of JSON each for whoever keeps them. */
export function report(comparisons: Comparison[]): void {
  console.table(
    Object.fromEntries(
      comparisons.map((c) => [
        c.name,
        {
          unit: c.unit,
          ours: round(c.ours),
          reference: round(c.reference),
          ratio: round(c.ratio),
          bar: c.bar,
          ok: c.ok,
        },
      ]),
    ),
  );
  for (const comparison of comparisons) console.log(JSON.stringify(comparison));
}

const round = (value: number): number => Number(value.toPrecision(4));
