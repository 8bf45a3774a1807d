import {
  type Bubble,
  type CardRow,
  defineNode,
  type Issue,
  localeData,
  type NodeRun,
  tapId,
  type VariableType,
} from "@prosa/flow-schema";
import { z } from "zod";
import { ask, askAgain, askedOf, isNoAnswer, keepWaiting } from "../asking.ts";
import { channelLimits } from "../channel-limits.ts";
import { noAnswer, timeoutPort } from "../no-answer.ts";
import { pointersOf, readsOf } from "../texts.ts";
import { answerTypes, readAnswer } from "./read-answer.ts";
import { text } from "./text.ts";
import { textFormats } from "./text-format.ts";

const bounded = { name: "answer", is: ["text", "number", "date"] };

const config = z.object({
  text: z.string().max(4096).default("").meta({ field: "template" }),
  answer: z.enum(answerTypes).default("text"),
  format: z
    .enum(textFormats)
    .default("any")
    .meta({ when: { name: "answer", is: ["text"] } }),
  /** `9` a figure, `A` a letter, `*` either, anything else itself: `AAA-9999`. */
  mask: z
    .string()
    .max(60)
    .default("")
    .meta({ when: { name: "format", is: ["mask"] } }),
  /** Characters of a text, a number's bounds, or days from today (0: today). */
  min: z.number().nullable().default(null).meta({ when: bounded }),
  max: z.number().nullable().default(null).meta({ when: bounded }),
  saveIn: z.string().max(64).default("").meta({ field: "variable-target" }),
  retries: z.number().int().min(0).max(10).default(2),
  /** Said when the answer does not serve; empty: the question again. */
  retryText: z.string().max(4096).default("").meta({ field: "template" }),
  noAnswer,
});
type Config = z.infer<typeof config>;

/** Asks something, checks the answer, and keeps it in a variable. */
export const question = defineNode<Config>({
  type: "question",
  version: 1,
  kinds: ["chatbot", "campaign"],
  config,
  initial: ({ locale }) => ({
    text: text[locale].lines?.first ?? "",
    answer: "text",
    format: "any",
    mask: "",
    min: null,
    max: null,
    saveIn: "",
    retries: 2,
    retryText: text[locale].lines?.retry ?? "",
    noAnswer: null,
  }),
  ports: ({ noAnswer: wanted }) => [
    { id: "valid", kind: "main", after: "reply" },
    { id: "invalid", kind: "system", after: "reply" },
    ...timeoutPort(wanted),
    { id: "window-shut", kind: "system" },
  ],
  reads: (settings) => readsOf(settings.text, settings.retryText),
  writes: ({ saveIn }) => (saveIn === "" ? [] : [saveIn]),
  writeTypes: ({ saveIn, answer }) => ({ [saveIn]: valueTypes[answer] }),
  localizable: (settings) => pointersOf({ "/text": settings.text, "/retryText": settings.retryText }),
  idempotent: true,
  speaks: () => true,
  check: (settings, { channels }) => [
    ...problems(settings),
    ...channelLimits(channels, "", { type: "text", text: settings.text, media: null }),
  ],
  run: (run) => {
    const { cause, config: settings } = run;
    if (cause.type === "timeout") return { exit: "timeout" };
    if (cause.type !== "message.received") return run.windowOpen ? ask(run, asked(run)) : { exit: "window-shut" };
    const state = askedOf(run.state);
    const { content } = cause.message;
    const ids = yesNoIds(run.nodeId);
    if (isNoAnswer(content, settings.answer === "yes-no" ? Object.values(ids) : [])) return keepWaiting(state);
    const value = readAnswer(content, settings, {
      today: run.today,
      locale: run.locale,
      phone: run.facts.contact.phone,
      yesNoIds: ids,
    });
    if (value === null) return askAgain(run, { state, bubble: asked(run, true), exit: "invalid" });
    return settings.saveIn === "" ? { exit: "valid" } : { set: { [settings.saveIn]: value }, exit: "valid" };
  },
  ui: {
    icon: "circle-question-mark",
    category: "question",
    text,
    card: (settings) => {
      const rows: CardRow[] = [{ kind: "bubble", bubble: "text", text: settings.text }];
      const { answer, saveIn } = settings;
      rows.push(
        saveIn === ""
          ? { kind: "line", icon: icons[answer], key: answer }
          : { kind: "line", icon: icons[answer], key: `${answer}-saved`, params: { variable: `{{${saveIn}}}` } },
      );
      return rows;
    },
  },
});

const valueTypes: Record<Config["answer"], VariableType> = {
  text: "text",
  number: "number",
  email: "text",
  phone: "text",
  date: "date",
  "yes-no": "yes-no",
};

const icons = {
  text: "type",
  number: "hash",
  email: "at-sign",
  phone: "phone",
  date: "calendar",
  "yes-no": "toggle-left",
};

const yesNoIds = (node: string) => ({ yes: tapId(node, "yes"), no: tapId(node, "no") });

/** A question of yes or no shows both to tap. */
function asked(run: NodeRun<Config>, again = false): Bubble {
  const { text: question, retryText, answer } = run.config;
  const words = run.text(again && retryText.trim() !== "" ? retryText : question);
  if (answer !== "yes-no") return { type: "text", text: words };
  const { yes, no } = localeData[run.locale];
  const ids = yesNoIds(run.nodeId);
  return {
    type: "choices",
    text: words,
    options: [
      { id: ids.yes, title: yes },
      { id: ids.no, title: no },
    ],
  };
}

type NodeIssue = Omit<Issue, "node">;

function problems({ text: words, answer, format, mask, min, max }: Config): NodeIssue[] {
  const missing = [
    ...(words.trim() === "" ? ["/text"] : []),
    ...(answer === "text" && format === "mask" && mask.trim() === "" ? ["/mask"] : []),
  ].map((field): NodeIssue => ({ code: "missing-setting", severity: "error", field, params: {} }));
  if (min === null || max === null || min <= max) return missing;
  return [...missing, { code: "invalid-setting", severity: "error", field: "/max", params: { min, max } }];
}
