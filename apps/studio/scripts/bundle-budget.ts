import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** An entry of Vite's manifest (https://vite.dev/guide/backend-integration). */
interface Chunk {
  file: string;
  imports?: string[];
}
export type Manifest = Record<string, Chunk>;

export interface Budget {
  name: string;
  /** Manifest keys of what is fetched before the view can be used. */
  entries: readonly string[];
  /** Gzipped bytes of JavaScript. */
  limit: number;
}

const kB = 1000;
const component = (route: string) => `src/routes/${route}.tsx?tsr-split=component---loader`;
const texts = (...namespaces: string[]) => ["common", ...namespaces].map((name) => `src/locales/pt-BR/${name}.json`);
const shell = ["index.html", component("w/$workspace/route")];

/** What may be fetched at first. Portuguese has the longest texts. */
export const budgets: readonly Budget[] = [
  { name: "sign-in", entries: ["index.html", component("login"), ...texts("session")], limit: 200 * kB },
  {
    name: "shell and flows",
    entries: [...shell, component("w/$workspace/flows/index"), ...texts("shell", "flows")],
    limit: 200 * kB,
  },
  {
    name: "conversation",
    entries: [
      ...shell,
      component("w/$workspace/conversations/route"),
      component("w/$workspace/conversations/$conversation"),
      ...texts("shell", "conversations"),
    ],
    limit: 200 * kB,
  },
  {
    name: "editor",
    entries: [...shell, component("w/$workspace/flows/$flow"), ...texts("shell", "flow-editor")],
    limit: 350 * kB,
  },
];

/** Every file that the entries import statically, once. Throws when an entry is not in the manifest: a budget must not pass by a typing error. */
export function initialFiles(manifest: Manifest, entries: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (key: string) => {
    if (seen.has(key)) return;
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the manifest: rename it in scripts/bundle-budget.ts too`);
    seen.add(key);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const entry of entries) visit(entry);
  return [...new Set([...seen].map((key) => manifest[key]?.file ?? ""))].filter((file) => file.endsWith(".js")).sort();
}

export interface Measured extends Budget {
  size: number;
  files: string[];
}

/** Measures the built studio. */
export function measureBuild(dist: string): Measured[] {
  const manifest = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, "utf8")) as Manifest;
  const gzipped = new Map<string, number>();
  const sizeOf = (file: string) => {
    const size = gzipped.get(file) ?? gzipSync(readFileSync(`${dist}/${file}`), { level: 9 }).length;
    gzipped.set(file, size);
    return size;
  };
  return budgets.map((budget) => {
    const files = initialFiles(manifest, budget.entries);
    return { ...budget, files, size: files.reduce((sum, file) => sum + sizeOf(file), 0) };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) report();

function report(): void {
  const dist = fileURLToPath(new URL("../dist", import.meta.url));
  if (!existsSync(`${dist}/.vite/manifest.json`)) {
    console.error("Build the studio first: the budget reads dist/.vite/manifest.json.");
    process.exit(1);
  }
  const measured = measureBuild(dist);
  console.table(
    measured.map(({ name, size, limit, files }) => ({
      view: name,
      "kB gzipped": Math.round(size / 100) / 10,
      "may be": limit / kB,
      files: files.length,
      monaco: files.some((file) => /monaco/i.test(file)) ? "yes" : "no",
    })),
  );
  if (measured.some(({ size, limit }) => size > limit)) process.exitCode = 1;
}
