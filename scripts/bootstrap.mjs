// Behind every `npm …` command. Runs on any Node >= 20 with only npm: gets pnpm, installs what the lock file names,
// then hands over to the workspace's own Node 24.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === "win32";
const startedAt = Date.now();
const [command = "", ...args] = process.argv.slice(2);

// npm passes its own settings down as npm_config_*; pnpm and turbo must not see them.
const npmOwn =
  /^npm_(config_(?!cache|registry|cafile|proxy|https_proxy|noproxy)|lifecycle|package|command|execpath|node)/i;
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !npmOwn.test(name)));
Object.assign(env, { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", STORYBOOK_DISABLE_TELEMETRY: "1" });

const commands = {
  start() {
    build();
    serve("node", ["apps/api/dist/main.js", ...args]);
  },
  dev() {
    serve("turbo", ["run", "dev", "--filter=@prosa/api", "--filter=@prosa/studio", "--ui=stream"]);
  },
  check() {
    run("biome", ["check", "--diagnostic-level=error", "."]);
    run("oxlint", ["--type-aware", "--quiet"]);
    run("depcruise", ["apps", "packages", "--config", ".dependency-cruiser.cjs", "--output-type", "err-long"]);
    run("knip", ["--no-progress"]);
    run("turbo", ["run", "typecheck", "--output-logs=errors-only"]);
    say("checks are green");
  },
  format() {
    run("biome", ["check", "--write", "."]);
  },
  test() {
    browser();
    const together = ["--concurrency=2", "--continue=dependencies-successful", "--output-logs=errors-only"];
    run("turbo", ["run", "test", "journeys:server", ...together]);
    run("turbo", ["run", "journeys:browser", "--output-logs=new-only"]);
    say("tests are green");
  },
  "test:database"() {
    run("turbo", ["run", "test", "--filter=@prosa/api", "--output-logs=errors-only", "--force"]);
  },
  bench() {
    build();
    browser();
    run("pnpm", ["--silent", "--filter", "@prosa/bench", "run", "bench", ...args]);
  },
  soak() {
    build();
    run("pnpm", ["--silent", "--filter", "@prosa/api", "run", "soak", ...args]);
  },
  backup: () => serverCommand("backup"),
  restore: () => serverCommand("restore"),
  gen() {
    const [what, ...rest] = args;
    const generators = { node: "packages/flow-nodes/scripts/gen-node.ts" };
    if (!generators[what])
      fail(
        `npm run gen takes one of: ${Object.keys(generators).join(", ")}. Example: npm run gen node -- send-sticker`,
      );
    run("node", [generators[what], ...rest]);
  },
  storybook: () => serve("pnpm", ["--silent", "--filter", "@prosa/ui", "run", "storybook"]),
  "test:telephony": () => run("pnpm", ["--silent", "--filter", "@prosa/telephony", "run", "test:peers", ...args]),
  "bench:telephony": () => run("pnpm", ["--silent", "--filter", "@prosa/telephony", "run", "bench", ...args]),
};

if (!commands[command]) fail(`unknown command "${command}": use one of ${Object.keys(commands).join(", ")}`);
const pnpm = pnpmFolder();
env.PATH = [join(root, "node_modules", ".bin"), ...(pnpm ? [pnpm] : []), env.PATH].join(delimiter);
install();
commands[command]();

/** Where pnpm of the wanted major version is; undefined when PATH has it already. */
function pnpmFolder() {
  const wanted = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager.split("@")[1];
  const found = spawnSync("pnpm", ["--version"], { cwd: root, env, encoding: "utf8", shell: windows }).stdout?.trim();
  if (found?.split(".")[0] === wanted.split(".")[0]) return undefined;
  say(`fetching pnpm ${wanted}`);
  try {
    const where = ["--yes", `--package=pnpm@${wanted}`, "-c", windows ? "where pnpm" : "command -v pnpm"];
    return dirname(
      execFileSync("npx", where, { cwd: root, env, encoding: "utf8", shell: windows }).trim().split(/\r?\n/)[0],
    );
  } catch {
    return fail(
      `could not fetch pnpm ${wanted} from the npm registry: check the network and npm's settings, then start again`,
    );
  }
}

function install() {
  const stamp = join(root, "node_modules", ".bootstrap");
  const now = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .update(process.platform + process.arch)
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  say("installing packages (the first time takes about a minute)");
  run("pnpm", ["install", "--frozen-lockfile", "--reporter=append-only"], { quiet: true });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

function build() {
  say("building (only what changed)");
  run("turbo", ["run", "build", "--filter=@prosa/api", "--filter=@prosa/studio", "--output-logs=errors-only"], {
    quiet: true,
  });
}

function serverCommand(name) {
  run("turbo", ["run", "build", "--filter=@prosa/api", "--output-logs=errors-only"], { quiet: true });
  run("node", [`apps/api/dist/${name}.js`, ...args]);
}

/** Browser tests need a Chromium: the system's, else Debian's package (as root), else Playwright's own download. */
function browser() {
  const known = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  if (known.some((path) => path && existsSync(path))) return;
  if (process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("installing Chromium for the browser tests");
    run("apt-get", ["-qq", "update"], { quiet: true });
    run("apt-get", ["-qq", "install", "-y", "--no-install-recommends", "chromium"], { quiet: true });
    return;
  }
  say("fetching Playwright's Chromium for the browser tests");
  run("pnpm", ["--silent", "--filter", "@prosa/e2e", "exec", "playwright", "install", "chromium"]);
}

/** Runs to its end; a failure ends us with its code. `quiet` shows the output only when it failed. */
function run(program, parameters, { quiet = false } = {}) {
  const stdio = quiet ? ["ignore", "pipe", "pipe"] : "inherit";
  const result = spawnSync(program, parameters, {
    cwd: root,
    env,
    stdio,
    shell: windows,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  if (result.error) process.stderr.write(`${result.error.message}\n`);
  process.exit(result.status ?? 1);
}

/** Runs something that stays: signals go to it, and it does not outlive us. */
function serve(program, parameters) {
  const child = spawn(program, parameters, { cwd: root, env, stdio: "inherit", shell: windows });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  // `kill <pid of npm>` ends npm and its shell but not this process: notice the lost parent and stop too.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function say(text) {
  console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1)}s] ${text}`);
}

function fail(text) {
  console.error(text);
  return process.exit(1);
}
