// `npm run bench [-- name …]`: every bench, or the named ones, each a ratio against a named reference in the same run.
import { type Comparison, report } from "./ratio.ts";

const benches: Record<string, () => Promise<Comparison[]>> = {
  engine: async () => (await import("./engine/engine.ts")).run(),
  editor: async () => (await import("./editor/editor.ts")).run(),
  turns: async () => (await import("./turns/turns.ts")).run(),
  latency: async () => (await import("./latency/latency.ts")).run(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benches[name]);
if (unknown.length > 0) {
  console.error(`unknown bench ${unknown.join(", ")}: choose from ${Object.keys(benches).join(", ")}`);
  process.exit(1);
}
const done: Comparison[] = [];
for (const [name, run] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`bench ${name} …`);
  done.push(...(await run()));
}
report(done);
if (done.some((comparison) => !comparison.ok)) process.exitCode = 1;
