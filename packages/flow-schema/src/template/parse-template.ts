import { type FilterName, filterNames } from "./filter-names.ts";

/** A template as a tree: plain texts and holes, in order. */
export interface Template {
  parts: TemplatePart[];
  errors: TemplateError[];
}
export type TemplatePart = string | TemplateHole;

/** `{{path | filter: argument}}`. A path that begins with `secret.` is a secret's. */
export interface TemplateHole {
  path: string;
  filters: Array<{ name: FilterName; argument?: string }>;
  /** Where it stands in the source: index of the first `{`, and of what follows the last `}`. */
  start: number;
  end: number;
}

export interface TemplateError {
  code: "unclosed" | "empty" | "bad-name" | "unknown-filter" | "bad-argument";
  start: number;
  end: number;
  /** What stands there. */
  found: string;
}

const parsed = new Map<string, Template>();
const mostParsed = 2000;

/**
 * Reads a template. What cannot be read stays plain text and is an error of the template; nothing throws. Results are kept,
 * so that a text is parsed once. Only texts an author wrote come here, never what a customer typed.
 */
export function parseTemplate(source: string): Template {
  const known = parsed.get(source);
  if (known) return known;
  const template = source.includes("{{") ? parse(source) : { parts: source === "" ? [] : [source], errors: [] };
  if (parsed.size >= mostParsed) parsed.clear();
  parsed.set(source, template);
  return template;
}

/** Paths a template reads (`nome`, `contact.name`, `vagas.0.hora`), each once; secrets are not among them. */
export function templateReads(source: string): string[] {
  return pathsOf(source).filter((path) => !path.startsWith(secretPrefix));
}

/** Names of the secrets a template wants. */
export function templateSecrets(source: string): string[] {
  return pathsOf(source).flatMap((path) => (path.startsWith(secretPrefix) ? [path.slice(secretPrefix.length)] : []));
}

export const secretPrefix = "secret.";

function pathsOf(source: string): string[] {
  const holes = parseTemplate(source).parts.filter((part) => typeof part !== "string");
  return [...new Set(holes.map(({ path }) => path))];
}

function parse(source: string): Template {
  const template: Template = { parts: [], errors: [] };
  let from = 0;
  while (from < source.length) {
    const start = holeStart(source, from);
    if (start === -1) break;
    const close = source.indexOf("}}", start + 2);
    const end = close === -1 ? source.length : close + 2;
    const hole = close === -1 ? "unclosed" : readHole(source.slice(start + 2, close), start, end);
    if (typeof hole === "string") {
      template.errors.push({ code: hole, start, end, found: source.slice(start, end) });
      addText(template, source.slice(from, end));
    } else {
      addText(template, source.slice(from, start));
      template.parts.push(hole);
    }
    from = end;
  }
  addText(template, source.slice(from));
  return template;
}

/** Of three braces the last two open a hole: `{"id":{{{id}}}` keeps its own. */
function holeStart(source: string, from: number): number {
  let start = source.indexOf("{{", from);
  while (start !== -1 && source[start + 2] === "{") start += 1;
  return start;
}

function addText({ parts }: Template, text: string): void {
  const last = parts.at(-1);
  if (text === "") return;
  if (typeof last === "string") parts[parts.length - 1] = last + text;
  else parts.push(text);
}

function readHole(inside: string, start: number, end: number): TemplateHole | TemplateError["code"] {
  const [path = "", ...pieces] = splitPipes(inside).map((piece) => piece.trim());
  if (path === "" && pieces.length === 0) return "empty";
  if (!pathPattern.test(path)) return "bad-name";
  const filters: TemplateHole["filters"] = [];
  for (const piece of pieces) {
    const colon = piece.indexOf(":");
    const name = (colon === -1 ? piece : piece.slice(0, colon)).trim();
    if (!isFilter(name)) return "unknown-filter";
    if (colon === -1) filters.push({ name });
    else {
      const argument = readArgument(piece.slice(colon + 1).trim());
      if (argument === null) return "bad-argument";
      filters.push({ name, argument });
    }
  }
  return { path, filters, start, end };
}

const pathPattern = /^\p{L}[\p{L}\p{N}_-]{0,63}(\.[\p{L}\p{N}_-]{1,64}){0,9}$/u;
const isFilter = (name: string): name is FilterName => (filterNames as readonly string[]).includes(name);

/** Quotes as keyboards and word processors write them. */
const quotes: Record<string, string> = { "'": "'", '"': '"', "‘": "’", "“": "”", "’": "’", "”": "”" };

function splitPipes(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  let close = "";
  for (let index = 0; index < text.length; index++) {
    const char = text[index] ?? "";
    if (close !== "") close = char === close ? "" : close;
    else if (Object.hasOwn(quotes, char)) close = quotes[char] ?? "";
    else if (char === "|") {
      pieces.push(text.slice(from, index));
      from = index + 1;
    }
  }
  return [...pieces, text.slice(from)];
}

/** `'text'` in any quotes, or bare letters, digits, and marks that need none. */
function readArgument(text: string): string | null {
  const close = Object.hasOwn(quotes, text[0] ?? "") ? quotes[text[0] ?? ""] : undefined;
  if (close === undefined) return text !== "" && !/['"‘’“”]/.test(text) ? text : null;
  return text.length >= 2 && text.endsWith(close) && text.indexOf(close, 1) === text.length - 1
    ? text.slice(1, -1)
    : null;
}
