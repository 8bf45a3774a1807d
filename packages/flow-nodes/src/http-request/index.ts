import {
  defineNode,
  type HttpRequest,
  type HttpResult,
  inOrder,
  type Json,
  keyed,
  machineNumber,
  type NodeRun,
  parseTemplate,
  percentEncode,
  pickValue,
  type SecretText,
  type Value,
} from "@prosa/flow-schema";
import { z } from "zod";
import { readsOf } from "../texts.ts";
import { climbs } from "./climbs.ts";
import { text } from "./text.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const pair = z.object({
  name: z.string().max(200).default(""),
  value: z.string().max(8000).default("").meta({ field: "secret-template" }),
});

const config = z.object({
  method: z.enum(methods).default("GET"),
  url: z.string().max(4000).default("").meta({ field: "secret-template" }),
  headers: keyed(pair, 50).default({}),
  bodyMode: z.enum(["none", "json", "form", "text"]).default("none"),
  json: z
    .string()
    .max(100_000)
    .default("")
    .meta({ field: "json", when: { name: "bodyMode", is: ["json"] } }),
  form: keyed(pair, 100)
    .default({})
    .meta({ when: { name: "bodyMode", is: ["form"] } }),
  text: z
    .string()
    .max(100_000)
    .default("")
    .meta({ field: "secret-template", when: { name: "bodyMode", is: ["text"] } }),
  /** What to keep of the answer: a dotted path into its body (empty: all of it), and where. */
  responses: keyed(
    z.object({
      path: z.string().max(300).default(""),
      variable: z.string().max(64).default("").meta({ field: "variable-target" }),
    }),
    50,
  )
    .default({})
    .meta({ field: "response-mapping" }),
  /** Keeps the status (200, 404 …); nothing where there was no answer. */
  saveStatusIn: z.string().max(64).default("").meta({ field: "variable-target" }),
  timeoutSeconds: z.number().int().min(1).max(60).default(10),
  retries: z.number().int().min(0).max(5).default(1),
  /** Whether it may be sent again when nobody can tell if it arrived. */
  idempotent: z.boolean().default(false),
});
type Config = z.infer<typeof config>;

/** Asks another system, and keeps what it answers. */
export const httpRequest = defineNode<Config>({
  type: "http-request",
  version: 1,
  kinds: ["chatbot", "campaign", "callbot"],
  config,
  initial: ({ newId }) => ({
    method: "GET",
    url: "",
    headers: {},
    bodyMode: "none",
    json: "",
    form: {},
    text: "",
    responses: { [newId()]: { path: "", variable: "", order: 1 } },
    saveStatusIn: "",
    timeoutSeconds: 10,
    retries: 1,
    idempotent: false,
  }),
  ports: () => [
    { id: "ok", kind: "main" },
    { id: "error", kind: "system" },
  ],
  reads: (settings) => readsOf(...templatesOf(settings)),
  writes: ({ responses, saveStatusIn }) =>
    [...inOrder(responses).map(({ variable }) => variable), saveStatusIn].filter((name) => name !== ""),
  writeTypes: ({ saveStatusIn }) => ({ [saveStatusIn]: "number" }),
  localizable: () => [],
  idempotent: false,
  check: ({ url }) => {
    if (url.trim() === "") return [{ code: "missing-setting", severity: "error", field: "/url", params: {} }];
    const [first] = parseTemplate(url.trim()).parts;
    if (typeof first !== "string" || /^https?:\/\//i.test(first)) return [];
    return [{ code: "invalid-setting", severity: "error", field: "/url", params: { found: first.slice(0, 40) } }];
  },
  run: (run) => {
    const { cause, config: settings } = run;
    if (cause.type === "effect.completed") return answered(run, cause.result);
    if (cause.type === "effect.failed" || cause.type === "timeout") {
      return { set: saved(settings, null), exit: "error" };
    }
    const request = requestOf(run);
    if (climbs(request.url)) return { set: saved(settings, null), exit: "error" };
    return { wait: "effect", effect: { type: "http.request", request, idempotent: isIdempotent(settings) } };
  },
  ui: {
    icon: "arrow-left-right",
    category: "action",
    text,
    card: ({ method, url, responses }) => [
      { kind: "line", text: `${method} ${url.replace(/^https?:\/\/[^/]*/i, "") || url}` },
      ...inOrder(responses)
        .filter(({ variable }) => variable !== "")
        .map(({ variable }) => ({
          kind: "line" as const,
          icon: "braces",
          key: "saved",
          params: { variable: `{{${variable}}}` },
        })),
    ],
  },
});

/** Reading, and what replaces or removes a thing whole, may be asked twice (RFC 9110, 9.2.2); the rest when its author says so. */
const isIdempotent = ({ method, idempotent }: Config) => idempotent || method === "GET";

function requestOf(run: NodeRun<Config>): HttpRequest {
  const { method, url, headers, timeoutSeconds, retries } = run.config;
  return {
    method,
    url: run.secretText(url.trim(), "url"),
    headers: [
      ...contentType(run.config),
      ...inOrder(headers)
        .filter(({ name }) => name.trim() !== "")
        .map(({ name, value }) => ({ name: name.trim(), value: oneLine(run.secretText(value)) })),
    ],
    body: bodyOf(run),
    timeoutMs: timeoutSeconds * 1000,
    retries,
  };
}

function bodyOf(run: NodeRun<Config>): SecretText | null {
  const { method, bodyMode, json, form, text: words } = run.config;
  if (method === "GET" || bodyMode === "none") return null;
  if (bodyMode === "json") return run.secretText(json, "json");
  if (bodyMode === "text") return run.secretText(words);
  return inOrder(form).flatMap(({ name, value }, index) => {
    const before = `${index === 0 ? "" : "&"}${percentEncode(name)}=`;
    return [before, ...urlPart(run, value)];
  });
}

/** A value of a form: its own words are encoded like its variables and secrets. */
function urlPart(run: NodeRun<Config>, template: string): SecretText {
  return run
    .secretText(template)
    .map((part) => (typeof part === "string" ? percentEncode(part) : { ...part, as: "url" as const }));
}

function contentType({ method, bodyMode, headers }: Config): HttpRequest["headers"] {
  const own = Object.values(headers).some(({ name }) => name.trim().toLowerCase() === "content-type");
  if (own || method === "GET" || bodyMode === "none") return [];
  const types = {
    json: "application/json",
    form: "application/x-www-form-urlencoded",
    text: "text/plain; charset=utf-8",
  };
  return [{ name: "content-type", value: [types[bodyMode]] }];
}

/** A line end in a header's value would begin another header. */
const oneLine = (value: SecretText): SecretText =>
  value.map((part) => (typeof part === "string" ? part.replace(/[\r\n\0]+/g, " ") : part));

function answered(run: NodeRun<Config>, result: Json): { set: Record<string, Value>; exit: string } {
  const settings = run.config;
  const { status, body } = result as unknown as HttpResult;
  const set = saved(settings, typeof status === "number" ? status : null);
  for (const { path, variable } of inOrder(settings.responses)) {
    if (variable === "") continue;
    const value = (path.trim() === "" ? body : pickValue(body, path.trim())) ?? null;
    // A machine wrote it: "5.123" is a little more than five in every language.
    const isNumber = typeof value === "string" && run.typeOf(variable) === "number";
    set[variable] = isNumber ? (machineNumber(value) ?? value) : value;
  }
  return { set, exit: status >= 200 && status < 300 ? "ok" : "error" };
}

const saved = ({ saveStatusIn }: Config, status: number | null): Record<string, Value> =>
  saveStatusIn === "" ? {} : { [saveStatusIn]: status };

function templatesOf({ method, url, headers, bodyMode, json, form, text: words }: Config): string[] {
  const templates = [url, ...Object.values(headers).map(({ value }) => value)];
  if (method === "GET") return templates;
  if (bodyMode === "json") return [...templates, json];
  if (bodyMode === "text") return [...templates, words];
  return bodyMode === "form" ? [...templates, ...Object.values(form).map(({ value }) => value)] : templates;
}
