// The built server with an empty data folder, which goes with it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "prosa-e2e-"));
process.env.PROSA_DATA_DIR = folder;
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
await import(new URL("../apps/api/dist/main.js", import.meta.url).href);
