import type { Locale } from "../document.ts";
import type { SecretText } from "../effect.ts";
import { formatDate } from "../locale/format-date.ts";
import type { Value, VariableType } from "../value.ts";
import { applyFilter } from "./apply-filter.ts";
import { parseTemplate, secretPrefix, type TemplateHole } from "./parse-template.ts";
import { percentEncode } from "./percent-encode.ts";
import { plainText, valueText } from "./value-text.ts";

/**
 * Where a text goes: `plain` for people; `json` escapes each value for the place it stands in (inside a string or not);
 * `url` percent-encodes each value, save one that begins the text (a whole address kept in a variable).
 */
export type TemplateTarget = "plain" | "json" | "url";

/** What holes are filled from. */
export interface TemplateValues {
  read(path: string): Value | undefined;
  /** The declared type, so that a date is written as people write it. */
  typeOf?(path: string): VariableType | undefined;
  locale: Locale;
  /** IANA name: times with an offset are written as clocks there show them. */
  timeZone?: string;
}

/** The text with its holes filled. A value is put in as it is and never read again; a secret's hole stays empty. */
export function renderTemplate(source: string, values: TemplateValues, target: TemplateTarget = "plain"): string {
  const { parts } = parseTemplate(source);
  if (parts.length === 1 && typeof parts[0] === "string") return parts[0];
  return renderParts(source, values, target)
    .map((part) => (typeof part === "string" ? part : ""))
    .join("");
}

/** The same for texts of an HTTP request: the holes of secrets stay, for the server to fill at the call. */
export function renderSecretTemplate(
  source: string,
  values: TemplateValues,
  target: TemplateTarget = "plain",
): SecretText {
  const joined: SecretText = [];
  for (const part of renderParts(source, values, target)) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else if (part !== "") joined.push(part);
  }
  return joined;
}

function renderParts(source: string, values: TemplateValues, target: TemplateTarget): SecretText {
  let inString = false;
  return parseTemplate(source).parts.map((part, index) => {
    if (typeof part === "string") {
      if (target === "json") inString = endsInString(part, inString);
      return part;
    }
    if (part.path.startsWith(secretPrefix)) {
      const secret = part.path.slice(secretPrefix.length);
      if (target === "json") return { secret, as: inString ? "json-text" : "json-value" };
      return target === "url" && index > 0 ? { secret, as: "url" } : { secret };
    }
    const value = filtered(part, values);
    if (target === "plain") return peopleText(part, value, values);
    if (target === "url") return index === 0 ? plainText(value) : percentEncode(plainText(value));
    return inString ? JSON.stringify(plainText(value)).slice(1, -1) : JSON.stringify(value);
  });
}

function filtered({ path, filters }: TemplateHole, values: TemplateValues): Value {
  let value = values.read(path) ?? null;
  for (const { name, argument } of filters) {
    value = applyFilter(name, value, { argument, locale: values.locale, timeZone: values.timeZone });
  }
  return value;
}

function peopleText({ path, filters }: TemplateHole, value: Value, values: TemplateValues): string {
  if (filters.length === 0 && typeof value === "string" && values.typeOf?.(path) === "date") {
    return formatDate(value, undefined, values) ?? value;
  }
  return valueText(value, values.locale);
}

/** Whether, after this piece of JSON, a value would stand inside a string. */
function endsInString(json: string, inside: boolean): boolean {
  let now = inside;
  for (let index = 0; index < json.length; index++) {
    if (now && json[index] === "\\") index += 1;
    else if (json[index] === '"') now = !now;
  }
  return now;
}
