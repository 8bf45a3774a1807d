import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AlreadyRunning, lockFolder } from "./folder-lock.ts";

let folder: string;
let holder: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "prosa-lock-"));
});
afterEach(() => {
  holder?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that takes the lock and then does nothing. */
async function holdElsewhere(): Promise<ChildProcess> {
  const module = JSON.stringify(new URL("./folder-lock.ts", import.meta.url).href);
  const code = `const { lockFolder } = await import(${module}); lockFolder(${JSON.stringify(folder)}); console.log("held"); setInterval(() => {}, 1e6);`;
  holder = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(holder.stdout as NodeJS.ReadableStream, "data");
  return holder;
}

test("a folder is for one process, and free again when that lets go", () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(AlreadyRunning);
  unlock();
  unlock();
  expect(() => lockFolder(folder)()).not.toThrow();
});

test("a process killed with -9 leaves no lock behind", async () => {
  const other = await holdElsewhere();
  expect(() => lockFolder(folder)).toThrow("Prosa is already running");
  other.kill("SIGKILL");
  await once(other, "exit");
  expect(() => lockFolder(folder)()).not.toThrow();
});

test("what the lock file holds does not matter: not even the number of a living process", () => {
  writeFileSync(join(folder, "lock"), String(process.pid));
  expect(() => lockFolder(folder)()).not.toThrow();
});
