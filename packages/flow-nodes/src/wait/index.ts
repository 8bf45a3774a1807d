import {
  addDays,
  addDuration,
  civilAt,
  defineNode,
  duration,
  durationMs,
  instantOf,
  type NodeRun,
  parseDateAnswer,
  parseDateValue,
} from "@prosa/flow-schema";
import { z } from "zod";
import { readsOf } from "../texts.ts";
import { text } from "./text.ts";

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const config = z.object({
  mode: z.enum(["duration", "date", "time"]).default("duration"),
  duration: duration
    .default({ amount: 1, unit: "days" })
    .meta({ field: "duration", when: { name: "mode", is: ["duration"] } }),
  /** A date, by a variable: `{{consulta}}`. */
  date: z
    .string()
    .max(200)
    .default("")
    .meta({ field: "template-line", when: { name: "mode", is: ["date"] } }),
  /** The next time clocks show this; with `date`, the time of that day. */
  time: timeOfDay.default("09:00").meta({ field: "time", when: { name: "mode", is: ["date", "time"] } }),
});
type Config = z.infer<typeof config>;

/** Pauses: for a while, until a date, or until clocks show a time. A time that has passed is no pause. */
export const wait = defineNode<Config>({
  type: "wait",
  version: 1,
  kinds: ["chatbot", "campaign"],
  config,
  initial: () => ({ mode: "duration", duration: { amount: 1, unit: "days" }, date: "", time: "09:00" }),
  ports: (settings) => {
    if (settings.mode === "duration") return [{ id: "next", kind: "main", after: durationMs(settings.duration) }];
    if (settings.mode === "time") return [{ id: "next", kind: "main", after: 1, upTo: 86_400_000 }];
    return [{ id: "next", kind: "main", upTo: Number.POSITIVE_INFINITY }];
  },
  reads: ({ mode, date }) => (mode === "date" ? readsOf(date) : []),
  writes: () => [],
  localizable: () => [],
  idempotent: true,
  check: ({ mode, date }) =>
    mode === "date" && date.trim() === ""
      ? [{ code: "missing-setting", severity: "error", field: "/date", params: {} }]
      : [],
  run: (run) => {
    if (run.cause.type === "timeout") return { exit: "next" };
    const until = endOf(run);
    return until === null || until <= run.now
      ? { exit: "next" }
      : { wait: "timer", until: Math.min(until, latest(run)) };
  },
  ui: {
    icon: "hourglass",
    category: "logic",
    text,
    card: ({ mode, duration: { amount, unit }, date, time }) => {
      if (mode === "duration") return [{ kind: "line", icon: "hourglass", key: unit, params: { amount } }];
      return [{ kind: "line", icon: "clock", key: mode, params: { date, time } }];
    },
  },
});

function endOf(run: NodeRun<Config>): number | null {
  const { mode, duration: pause, date, time } = run.config;
  const { timeZone } = run.facts.workspace;
  if (mode === "duration") return addDuration(run.now, pause, timeZone);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const today = civilAt(run.now, timeZone);
  if (mode === "time") {
    const at = instantOf({ ...today, hour, minute }, timeZone);
    return at > run.now ? at : instantOf({ ...addDays(today, 1), hour, minute }, timeZone);
  }
  // As a machine reads it, so that a date stays YYYY-MM-DD; a text with a date in it serves as well.
  const written = run.text(date, "json").replace(/^"|"$/g, "");
  const day = parseDateValue(written, timeZone);
  if (day?.hasTime) return instantOf(day, timeZone);
  const found = day ?? parseDateAnswer(written, { today, locale: run.locale });
  return found && instantOf({ ...found, hour, minute }, timeZone);
}

/** No wait is longer than about two years: a date far off is most likely a slip of the pen. */
const latest = ({ now }: NodeRun<Config>) => now + 731 * 86_400_000;
