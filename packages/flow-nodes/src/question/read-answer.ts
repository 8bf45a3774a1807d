import {
  type CivilDate,
  dateValue,
  dayNumber,
  type InboundContent,
  type Locale,
  parseDateAnswer,
  parseEmailAnswer,
  parseNumberAnswer,
  parsePhoneAnswer,
  parseYesNoAnswer,
  textOf,
  type Value,
} from "@prosa/flow-schema";
import { callingCodeOf } from "../calling-code.ts";
import { readFormat, type TextFormat } from "./text-format.ts";

export const answerTypes = ["text", "number", "email", "phone", "date", "yes-no"] as const;
type AnswerType = (typeof answerTypes)[number];

/** What an answer must be like. */
export interface AnswerRule {
  answer: AnswerType;
  format: TextFormat;
  mask: string;
  /** Characters of a text, a number's bounds, or days from today. */
  min: number | null;
  max: number | null;
}

export interface AnswerReading {
  /** The day it is where the workspace is. */
  today: CivilDate;
  locale: Locale;
  /** The customer's own number, whose country numbers without one are taken for. */
  phone: string | null;
  /** Ids of the yes and no buttons this question showed. */
  yesNoIds: { yes: string; no: string };
}

/** The value in what the customer sent, or null when it is not what was asked. Files are no answer. */
export function readAnswer(content: InboundContent, rule: AnswerRule, reading: AnswerReading): Value {
  if (content.type !== "text" && content.type !== "choice") return null;
  if (rule.answer === "yes-no" && content.type === "choice") {
    if (content.id === reading.yesNoIds.yes) return true;
    if (content.id === reading.yesNoIds.no) return false;
  }
  return readers[rule.answer](textOf(content), rule, reading);
}

const readers: Record<AnswerType, (text: string, rule: AnswerRule, reading: AnswerReading) => Value> = {
  text: (text, { format, mask, min, max }) => {
    const value = readFormat(text, format, mask);
    return value !== null && within(Array.from(value).length, { min, max }) ? value : null;
  },
  number: (text, rule, { locale }) => {
    const value = parseNumberAnswer(text, locale);
    return value !== null && within(value, rule) ? value : null;
  },
  email: (text) => parseEmailAnswer(text),
  phone: (text, _, { phone, locale }) => parsePhoneAnswer(text, { callingCode: callingCodeOf(phone, locale) }),
  date: (text, rule, { today, locale }) => {
    const date = parseDateAnswer(text, { today, locale });
    return date && within(dayNumber(date) - dayNumber(today), rule) ? dateValue(date) : null;
  },
  "yes-no": (text) => parseYesNoAnswer(text),
};

const within = (value: number, { min, max }: Pick<AnswerRule, "min" | "max">) =>
  (min === null || value >= min) && (max === null || value <= max);
