import type { Json } from "@prosa/flow-schema";
import type { Channel, ListedTemplate } from "../channel.ts";
import { bearer, callGraph, graphUrl } from "./graph.ts";
import { type Fields, fieldsOf, listOf, textIn } from "./parse/reading.ts";
import { errorOf } from "./send.ts";

/** Meta allows an account 6000 templates at most. */
const pageLimit = 60;

/** `GET /<business account id>/message_templates`, page after page. */
export const listTemplates: Channel["listTemplates"] = async ({ connection, fetch }) => {
  const account = encodeURIComponent(connection.settings.businessAccountId ?? "");
  const query = "limit=100&fields=name,language,status,category,components";
  const templates: ListedTemplate[] = [];
  let after: string | null = null;
  for (let page = 0; page < pageLimit; page++) {
    const cursor: string = after === null ? "" : `&after=${encodeURIComponent(after)}`;
    const url = graphUrl(connection, `${account}/message_templates?${query}${cursor}`);
    const answer = await callGraph({ url, init: { method: "GET", headers: bearer(connection) }, fetch });
    if (answer.kind !== "ok") return { ok: false, error: errorOf(answer) };
    templates.push(...listOf(answer.json.data).flatMap((item) => templateOf(fieldsOf(item)) ?? []));
    const paging = fieldsOf(answer.json.paging);
    after = paging.next === undefined ? null : textIn(fieldsOf(paging.cursors), "after");
    if (after === null) break;
  }
  return { ok: true, value: templates };
};

function templateOf(fields: Fields): ListedTemplate | null {
  const name = textIn(fields, "name");
  const language = textIn(fields, "language");
  if (name === null || language === null) return null;
  const components = listOf(fields.components).map(fieldsOf);
  const category = textIn(fields, "category");
  return {
    name,
    language,
    status: textIn(fields, "status") ?? "UNKNOWN",
    ...(category !== null && { category }),
    body: textIn(components.find(({ type }) => type === "BODY") ?? {}, "text") ?? "",
    parameters: components.flatMap(parametersOf),
    components: components as Json[],
  };
}

type Parameter = ListedTemplate["parameters"][number];

function parametersOf(component: Fields): Parameter[] {
  if (component.type === "BODY")
    return holes(textIn(component, "text")).map((hole) => ({ component: "body", ...hole }));
  if (component.type === "BUTTONS")
    return listOf(component.buttons).flatMap((item, index) => buttonOf(fieldsOf(item), index));
  if (component.type !== "HEADER") return [];
  const format = (textIn(component, "format") ?? "TEXT").toLowerCase();
  if (format === "image" || format === "video" || format === "document") return [{ component: "header", kind: format }];
  return holes(textIn(component, "text")).map((hole) => ({ component: "header", ...hole }));
}

function buttonOf(button: Fields, index: number): Parameter[] {
  const kind = buttonKinds[String(button.type)];
  if (!kind || (kind === "url" && holes(textIn(button, "url")).length === 0)) return [];
  const label = textIn(button, "text");
  return [{ component: "button", index, kind, ...(label !== null && { label }) }];
}

const buttonKinds: Record<string, Parameter["kind"]> = { URL: "url", COPY_CODE: "coupon_code", QUICK_REPLY: "payload" };

/** `{{1}}` is numbered, `{{name}}` named; one that comes twice is one. */
function holes(text: string | null): Array<{ kind: "text"; name?: string }> {
  const names = [...(text ?? "").matchAll(/\{\{\s*(\w+)\s*\}\}/g)].flatMap(([, name]) => name ?? []);
  return [...new Set(names)].map((name) => ({ kind: "text" as const, ...(!/^\d+$/.test(name) && { name }) }));
}
