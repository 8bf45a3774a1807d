import type { Env } from "./env.ts";

/** Facts that go with a line. Never message content, never tokens or secrets. */
type LogFacts = Record<string, unknown>;

/** One line an event. */
export interface Logger {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
}

type Level = Env["logLevel"];
const order: Record<Level, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** What is logged, and how. */
export interface LogOptions {
  level: Level;
  /** Lines for people, not for programs. */
  pretty: boolean;
}

/** Structured JSON lines; on a terminal, lines for people. */
export function createLogger(options: LogOptions & { write: (line: string) => void }): Logger {
  const log =
    (level: Level) =>
    (message: string, facts: LogFacts = {}) => {
      if (order[level] < order[options.level]) return;
      options.write((options.pretty ? prettyLine : jsonLine)(level, message, plain(facts)));
    };
  return { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
}

/** A logger for tests and tools that keeps quiet. */
export const silentLogger: Logger = createLogger({ level: "error", pretty: false, write: () => {} });

const jsonLine = (level: Level, message: string, facts: LogFacts) =>
  `${JSON.stringify({ at: new Date().toISOString(), level, message, ...facts })}\n`;

function prettyLine(level: Level, message: string, { stack, ...facts }: LogFacts): string {
  const time = new Date().toISOString().slice(11, 19);
  const rest = Object.entries(facts).map(([k, v]) => `${k}=${typeof v === "string" ? v : JSON.stringify(v)}`);
  return `${[time, level.padEnd(5), message, ...rest].join("  ")}\n${typeof stack === "string" ? `${stack}\n` : ""}`;
}

/** Errors are spread into name, message and stack: the query's parameters some carry stay out. */
function plain({ error, ...facts }: LogFacts): LogFacts {
  if (error === undefined) return facts;
  if (!(error instanceof Error))
    return { ...facts, error: typeof error === "string" ? error : "something that is not an Error was thrown" };
  const cause = error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : undefined;
  const message = error.message.split("\nparams:")[0];
  return { ...facts, error: `${error.name}: ${message}`, ...(cause && { cause }), stack: frames(error) };
}

const frames = (error: Error) =>
  error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
