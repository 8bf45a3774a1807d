import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { runProgram } from "./run-program.ts";
import { SpeechError } from "./speech-provider.ts";

const AT_ONCE = 2 * availableParallelism();
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

describe("a program", () => {
  it("gets its input and answers with its output", async () => {
    expect(String(await runProgram("tr", ["a-z", "A-Z"], { input: "olá", timeout: 10_000 }))).toBe("OLá");
  });

  it("that starts another and waits for it is ended with it when its time is over", async () => {
    const command = await script('sleep 300 & echo $! > "$0.child"; wait');
    const failure = runProgram(command, [], { timeout: 1500 });
    await expect(failure).rejects.toThrow(new SpeechError(`${command} took too long`));
    const child = Number(await readFile(`${command}.child`, "utf8"));
    await expect.poll(() => isRunning(child)).toBe(false);
  });

  it("of which a part has left for a group of its own, and keeps the pipes, is not waited for", async () => {
    const command = await script('setsid sh -c \'echo $$ > "$0.child"; exec sleep 300\' "$0" & wait');
    await expect(runProgram(command, [], { timeout: 1500 })).rejects.toThrow("took too long");
    const child = Number(await readFile(`${command}.child`, "utf8"));
    expect(await isRunning(child)).toBe(true);
    process.kill(child);
  });

  it("is ended when it is not wanted any more", async () => {
    const command = await script('echo $$ > "$0.started"; sleep 300');
    const controller = new AbortController();
    const failure = runProgram(command, [], { timeout: 60_000, signal: controller.signal });
    const started = () => readFile(`${command}.started`, "utf8").catch(() => "");
    await expect.poll(started).not.toBe("");
    controller.abort();
    await expect(failure).rejects.toThrow(new SpeechError(`${command} was stopped`));
    const pid = Number(await started());
    await expect.poll(() => isRunning(pid)).toBe(false);
    await expect(runProgram(command, [], { timeout: 60_000, signal: controller.signal })).rejects.toThrow("stopped");
  });

  it("that writes without end is ended", async () => {
    await expect(runProgram("yes", [], { timeout: 60_000 })).rejects.toThrow(new SpeechError("yes wrote without end"));
  });

  it("that cannot be run says why", async () => {
    await expect(runProgram("/nowhere/x", [], { timeout: 1000 })).rejects.toThrow(
      new SpeechError("/nowhere/x could not be run: ENOENT"),
    );
    await expect(runProgram("echo", ["\0"], { timeout: 1000 })).rejects.toThrow(SpeechError);
  });
});

describe("many programs", () => {
  it("run two at once for each core, and the others in turn", async () => {
    const controller = new AbortController();
    await expect.poll(processes).toBe(0);
    const run = (signal?: AbortSignal) =>
      runProgram("cat", [], { input: "a", timeout: 20_000, ...(signal ? { signal } : {}) }).then(String);
    const all = Array.from({ length: AT_ONCE + 3 }, () => run());
    const unwanted = run(controller.signal);
    const last = run();
    await begun();
    expect(processes()).toBe(AT_ONCE);
    controller.abort();
    await expect(unwanted).rejects.toThrow(new SpeechError("cat was stopped"));
    expect(await Promise.all([...all, last])).toEqual(Array.from({ length: AT_ONCE + 4 }, () => "a"));
    // Every turn was given back.
    await expect.poll(processes).toBe(0);
    const again = Array.from({ length: AT_ONCE + 1 }, () => run());
    await begun();
    expect(processes()).toBe(AT_ONCE);
    await Promise.all(again);
  });
});

// Whoever's turn it is has begun, and no program can have ended yet: nothing is read from outside.
async function begun(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

function processes(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "ProcessWrap").length;
}

// A process that ended but was not fetched by its parent counts as ended.
async function isRunning(pid: number): Promise<boolean> {
  const state = await runProgram("ps", ["-o", "stat=", "-p", String(pid)], { timeout: 10_000 }).catch(() => "");
  return !/^(Z|$)/.test(String(state).trim());
}

async function script(body: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "program-"));
  cleanUps.push(() => rm(folder, { recursive: true }));
  const path = join(folder, "program");
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}
