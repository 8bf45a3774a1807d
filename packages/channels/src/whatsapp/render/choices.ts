import type { Bubble, ChoiceOption } from "@prosa/flow-schema";
import { capabilities } from "../capabilities.ts";
import type { Part, Parts } from "./part.ts";
import { splitText } from "./split-text.ts";
import { textPart } from "./text.ts";

type Choices = Extract<Bubble, { type: "choices" }>;

/** Meta's limits where `capabilities` has no word for them: "Interactive reply buttons" and "Interactive list messages". */
const limits = { header: 60, footer: 60, buttonId: 256, rowId: 200 };

/**
 * Reply buttons where all options fit them, else a list, else numbered lines: whichever first shows every option whole. Text
 * that is longer than the form's body goes before it.
 */
export function renderChoices(bubble: Choices): Parts {
  if (bubble.text.trim() === "") return { code: "empty-message", detail: "The question above the options is empty" };
  if (fitsButtons(bubble.options)) return interactive(bubble, buttons(bubble));
  if (fitsList(bubble.options)) return interactive(bubble, list(bubble));
  return numbered(bubble);
}

function fitsButtons(options: ChoiceOption[]): boolean {
  const { max, titleLength } = capabilities.buttons ?? { max: 0, titleLength: 0 };
  const whole = ({ id, title, description }: ChoiceOption) =>
    sound(id, limits.buttonId) && sound(title, titleLength) && !description?.trim();
  return between(options.length, max) && options.every(whole) && unique(options, "title") && unique(options, "id");
}

function fitsList(options: ChoiceOption[]): boolean {
  const { rows, titleLength, descriptionLength } = capabilities.list ?? {
    rows: 0,
    titleLength: 0,
    descriptionLength: 0,
  };
  const whole = ({ id, title, description = "" }: ChoiceOption) =>
    sound(id, limits.rowId) && sound(title, titleLength) && description.trim().length <= descriptionLength;
  return between(options.length, rows) && options.every(whole) && unique(options, "id");
}

const buttons = ({ options }: Choices): Part => ({
  type: "button",
  action: { buttons: options.map(({ id, title }) => ({ type: "reply", reply: { id, title: title.trim() } })) },
});

function list({ options, button }: Choices): Part {
  const rows = options.map(({ id, title, description }) => ({
    id,
    title: title.trim(),
    ...(description?.trim() && { description: description.trim() }),
  }));
  const label = button?.trim() || "☰";
  return {
    type: "list",
    action: { button: shortened(label, capabilities.list?.buttonLength ?? 0), sections: [{ rows }] },
  };
}

/** Header and footer where they fit, else as lines of the body; what the body cannot hold goes before, as texts. */
function interactive(bubble: Choices, form: Part): Part[] {
  const bodyLength = (form.type === "button" ? capabilities.buttons : capabilities.list)?.bodyLength ?? 0;
  const [header, headerLine] = placed(bubble.header, limits.header);
  const [footer, footerLine] = placed(bubble.footer, limits.footer);
  const pieces = splitText(paragraphs(headerLine, bubble.text, footerLine), bodyLength);
  const object = {
    ...form,
    ...(header && { header: { type: "text", text: header } }),
    body: { text: pieces.at(-1) ?? "" },
    ...(footer && { footer: { text: footer } }),
  };
  const before = splitText(pieces.slice(0, -1).join("\n\n"), capabilities.textLength).map(textPart);
  return [...before, { type: "interactive", interactive: object }];
}

/** `1. Title: description`; the customer answers with the number or the words. */
function numbered(bubble: Choices): Part[] {
  const lines = bubble.options.map(
    ({ title, description }, index) =>
      `${index + 1}. ${title.trim()}${description?.trim() ? `: ${description.trim()}` : ""}`,
  );
  const text = paragraphs(bold(bubble.header), bubble.text, lines.join("\n"), bubble.footer);
  return splitText(text, capabilities.textLength).map(textPart);
}

/** The text in its own place when it is short enough for it, else as a line. */
function placed(text: string | undefined, limit: number): [string, string] {
  const trimmed = text?.trim() ?? "";
  return trimmed.length <= limit && !trimmed.includes("\n") ? [trimmed, ""] : ["", trimmed];
}

const paragraphs = (...texts: Array<string | undefined>): string =>
  texts.flatMap((text) => text?.trim() || []).join("\n\n");
const bold = (text: string | undefined): string => (text?.trim() ? `*${text.trim()}*` : "");
const between = (count: number, max: number): boolean => count > 0 && count <= max;
const sound = (text: string, limit: number): boolean => text.trim() !== "" && text.trim().length <= limit;
const unique = (options: ChoiceOption[], field: "id" | "title"): boolean =>
  new Set(options.map((option) => option[field].trim())).size === options.length;

/** Cut to the limit at a whole character, with an ellipsis. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let short = "";
  for (const character of text) {
    if (short.length + character.length > limit - 1) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}
