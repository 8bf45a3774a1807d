import {
  type Bubble,
  type ChannelCapabilities,
  type CheckContext,
  defineNode,
  foldText,
  type Issue,
  inOrder,
  keyed,
  type NodeRun,
  tapId,
} from "@prosa/flow-schema";
import { z } from "zod";
import { ask, askAgain, askedOf, isNoAnswer, keepWaiting } from "../asking.ts";
import { overLength } from "../channel-limits.ts";
import { noAnswer, timeoutPort } from "../no-answer.ts";
import { pointersOf, readsOf } from "../texts.ts";
import { matchOption } from "./match-option.ts";
import { text } from "./text.ts";

const config = z.object({
  text: z.string().max(4096).default("").meta({ field: "template" }),
  header: z.string().max(200).default("").meta({ field: "template-line" }),
  footer: z.string().max(200).default("").meta({ field: "template-line" }),
  /** What the button that opens a list says, where the options come as a list. */
  button: z.string().max(60).default("").meta({ field: "template-line" }),
  options: keyed(
    z.object({
      title: z.string().max(200).meta({ field: "template-line" }),
      description: z.string().max(200).default("").meta({ field: "template-line" }),
    }),
    20,
  ),
  retries: z.number().int().min(0).max(10).default(2),
  /** Said before asking again; empty: the same text. */
  retryText: z.string().max(4096).default("").meta({ field: "template" }),
  noAnswer,
});
type Config = z.infer<typeof config>;

/** Offers options, as buttons, a list or numbered lines, whatever the channel shows. */
export const menu = defineNode<Config>({
  type: "menu",
  version: 1,
  kinds: ["chatbot", "campaign"],
  config,
  initial: ({ newId, locale }) => {
    const words = text[locale].lines ?? {};
    return {
      text: words.first ?? "",
      header: "",
      footer: "",
      button: words.button ?? "",
      options: {
        [newId()]: { title: words.option1 ?? "", description: "", order: 1 },
        [newId()]: { title: words.option2 ?? "", description: "", order: 2 },
      },
      retries: 2,
      retryText: words.retry ?? "",
      noAnswer: null,
    };
  },
  ports: ({ options, noAnswer: wanted }) => [
    ...inOrder(options).map(({ id, title }) => ({
      id,
      kind: "option" as const,
      label: title,
      after: "reply" as const,
    })),
    { id: "else", kind: "system", after: "reply" },
    ...timeoutPort(wanted),
    { id: "window-shut", kind: "system" },
  ],
  reads: (settings) =>
    readsOf(
      settings.text,
      settings.header,
      settings.footer,
      settings.button,
      settings.retryText,
      ...Object.values(settings.options).flatMap(({ title, description }) => [title, description]),
    ),
  writes: () => [],
  localizable: (settings) =>
    pointersOf({
      "/text": settings.text,
      "/header": settings.header,
      "/footer": settings.footer,
      "/button": settings.button,
      "/retryText": settings.retryText,
      ...Object.fromEntries(
        inOrder(settings.options).flatMap(({ id, title, description }) => [
          [`/options/${id}/title`, title],
          [`/options/${id}/description`, description],
        ]),
      ),
    }),
  idempotent: true,
  speaks: () => true,
  check: (settings, context) => [...incomplete(settings), ...tooMuch(settings, context)],
  run: (run) => {
    const { cause, config: settings, nodeId } = run;
    if (cause.type === "timeout") return { exit: "timeout" };
    if (cause.type !== "message.received") return run.windowOpen ? ask(run, choices(run)) : { exit: "window-shut" };
    const state = askedOf(run.state);
    const shown = Object.keys(settings.options).map((id) => tapId(nodeId, id));
    if (isNoAnswer(cause.message.content, shown)) return keepWaiting(state);
    const options = Object.fromEntries(
      Object.entries(settings.options).map(([id, option]) => [id, { ...option, title: run.text(option.title) }]),
    );
    const chosen = matchOption(cause.message.content, { node: nodeId, options });
    return chosen === null ? askAgain(run, { state, bubble: choices(run, true), exit: "else" }) : { exit: chosen };
  },
  ui: {
    icon: "list",
    category: "question",
    text,
    card: (settings) => [
      { kind: "bubble", bubble: "text", text: settings.text },
      ...inOrder(settings.options).map(({ id, title }) => ({ kind: "option" as const, port: id, text: title })),
    ],
  },
});

function choices(run: NodeRun<Config>, again = false): Bubble {
  const { text: question, retryText, header, footer, button, options } = run.config;
  const bubble: Bubble = {
    type: "choices",
    text: run.text(again && retryText.trim() !== "" ? retryText : question),
    options: inOrder(options).map(({ id, title, description }) => {
      const option = { id: tapId(run.nodeId, id), title: run.text(title) };
      return description === "" ? option : { ...option, description: run.text(description) };
    }),
  };
  if (header !== "") bubble.header = run.text(header);
  if (footer !== "") bubble.footer = run.text(footer);
  bubble.button = run.text(button).trim() || (text[run.locale].lines?.button ?? "");
  return bubble;
}

type NodeIssue = Omit<Issue, "node">;

function incomplete({ text: question, options }: Config): NodeIssue[] {
  const items = inOrder(options);
  const titles = items.map(({ title }) => foldText(title));
  const missing = [
    ...(question.trim() === "" ? ["/text"] : []),
    ...(items.length === 0 ? ["/options"] : []),
    ...items.filter(({ title }) => title.trim() === "").map(({ id }) => `/options/${id}/title`),
  ];
  return [
    ...missing.map((field): NodeIssue => ({ code: "missing-setting", severity: "error", field, params: {} })),
    ...items.flatMap(({ id, title }, index): NodeIssue[] => {
      if (titles[index] === "" || titles.indexOf(titles[index] ?? "") === index) return [];
      return [{ code: "invalid-setting", severity: "error", field: `/options/${id}/title`, params: { twice: title } }];
    }),
  ];
}

/** Up to so many options a channel shows buttons, up to so many more a list; beyond that they are numbered lines of text. */
function tooMuch(settings: Config, { channels }: CheckContext): NodeIssue[] {
  const items = inOrder(settings.options);
  return channels.flatMap((channel) => {
    const shape = shapeFor(channel, items);
    if (!shape) return overLength(channel, { field: "/text", text: settings.text, most: channel.textLength });
    return [
      ...overLength(channel, { field: "/text", text: settings.text, most: shape.bodyLength }),
      ...items.flatMap(({ id, title, description }) => [
        ...overLength(channel, { field: `/options/${id}/title`, text: title, most: shape.titleLength }),
        ...overLength(channel, {
          field: `/options/${id}/description`,
          text: description,
          most: shape.descriptionLength,
        }),
      ]),
      ...overLength(channel, { field: "/button", text: settings.button, most: shape.buttonLength }),
    ];
  });
}

function shapeFor({ buttons, list }: ChannelCapabilities, items: Array<{ title: string; description: string }>) {
  const plain = items.every(
    ({ title, description }) => description === "" && title.length <= (buttons?.titleLength ?? 0),
  );
  if (buttons && items.length <= buttons.max && (plain || !list)) {
    return { ...buttons, descriptionLength: Number.POSITIVE_INFINITY, buttonLength: Number.POSITIVE_INFINITY };
  }
  return list && items.length <= list.rows ? list : null;
}
