import {
  type CheckContext,
  defineNode,
  type Issue,
  inOrder,
  keyed,
  maxPayloadLength,
  mediaRef,
  type NodeRun,
  type ProviderTemplate,
  type TemplateComponent,
  type TemplateParameter,
} from "@prosa/flow-schema";
import { z } from "zod";
import { pointersOf, readsOf } from "../texts.ts";
import { text } from "./text.ts";

const kinds = ["text", "image", "video", "document", "payload", "coupon_code", "url"] as const;
const mediaKinds = ["image", "video", "document"];

const parameter = z.object({
  component: z.enum(["header", "body", "button"]).default("body"),
  /** Place of the button (0 …). */
  index: z
    .number()
    .int()
    .min(0)
    .max(9)
    .default(0)
    .meta({ when: { name: "component", is: ["button"] } }),
  kind: z.enum(kinds).default("text"),
  /** Of a named parameter; empty where they are numbered. */
  name: z.string().max(60).default(""),
  /** What stands on the button. */
  label: z.string().max(60).default(""),
  /** Empty for a quick reply: the answer is what stands on the button. */
  value: z
    .string()
    .max(1024)
    .default("")
    .meta({ field: "template-line", when: { name: "kind", is: ["text", "payload", "coupon_code", "url"] } }),
  media: mediaRef
    .nullable()
    .default(null)
    .meta({ field: "media", when: { name: "kind", is: mediaKinds } }),
});
type Parameter = z.infer<typeof parameter>;

const config = z.object({
  name: z.string().max(512).default("").meta({ field: "template-message" }),
  /** The provider's code, e.g. `pt_BR`. */
  language: z.string().max(20).default("").meta({ field: "hidden" }),
  /** In the template's own order within each component. */
  parameters: keyed(parameter, 40).default({}).meta({ field: "template-values" }),
  /** The body as the provider has it, shown on the card and in the conversation. */
  preview: z.string().max(1024).default("").meta({ field: "hidden" }),
});
type Config = z.infer<typeof config>;

/** Sends a message the provider approved, which may begin a conversation at any time. */
export const templateMessage = defineNode<Config>({
  type: "template-message",
  version: 1,
  kinds: ["chatbot", "campaign"],
  config,
  initial: () => ({ name: "", language: "", parameters: {}, preview: "" }),
  ports: () => [
    { id: "next", kind: "main" },
    { id: "refused", kind: "system" },
  ],
  reads: ({ parameters }) => readsOf(...Object.values(parameters).map(({ value }) => value)),
  writes: () => [],
  localizable: ({ parameters }) =>
    pointersOf(
      Object.fromEntries(
        inOrder(parameters).map(({ id, kind, value }) => [
          `/parameters/${id}/value`,
          kind === "text" ? value : undefined,
        ]),
      ),
    ),
  idempotent: true,
  check: (settings, context) => [
    ...missing(settings),
    ...tooLong(settings),
    ...unsupported(context),
    ...unlike(settings, context.templates),
  ],
  run: (run) => {
    const { name, language, preview } = run.config;
    const components = componentsOf(run);
    const bubble = { type: "template" as const, name, language, components };
    const shown = preview === "" ? {} : { preview: previewOf(preview, components) };
    return { effects: [{ type: "message.send", bubble: { ...bubble, ...shown } }], exit: "next" };
  },
  ui: {
    icon: "layout-template",
    category: "message",
    text,
    card: ({ name, preview }) => [
      { kind: "bubble", bubble: "template", text: preview === "" ? name : preview },
      { kind: "line", icon: "badge-check", text: name },
    ],
  },
});

function componentsOf(run: NodeRun<Config>): TemplateComponent[] {
  const components = new Map<string, TemplateComponent>();
  for (const item of inOrder(run.config.parameters)) {
    const key = item.component === "button" ? `button ${item.index}` : item.component;
    const component = components.get(key) ?? emptyComponent(item);
    component.parameters.push(...parameterOf(run, item));
    components.set(key, component);
  }
  const order = ["header", "body", "button"];
  return [...components.values()]
    .filter(({ parameters }) => parameters.length > 0)
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || (a.index ?? 0) - (b.index ?? 0));
}

function emptyComponent({ component, index, kind }: Parameter): TemplateComponent {
  if (component !== "button") return { type: component, parameters: [] };
  const subType = kind === "url" || kind === "text" ? "url" : kind === "coupon_code" ? "copy_code" : "quick_reply";
  return { type: component, subType, index, parameters: [] };
}

function parameterOf(run: NodeRun<Config>, { kind, name, value, media }: Parameter): TemplateParameter[] {
  if (kind === "image" || kind === "video" || kind === "document") return media ? [{ type: kind, media }] : [];
  const words = run.text(value);
  if (kind === "payload") return words.trim() === "" ? [] : [{ type: "payload", payload: words }];
  if (kind === "coupon_code") return [{ type: "coupon_code", code: words }];
  // Meta refuses an empty parameter, line ends and more than four blanks in a row (error 132012).
  const line = words.replace(/\s+/g, " ").trim() || "-";
  return [name === "" ? { type: "text", text: line } : { type: "text", text: line, name }];
}

/** The body with its parameters put in; `{{1}}` and `{{name}}` are the provider's own holes. */
function previewOf(preview: string, components: TemplateComponent[]): string {
  const body = components.find(({ type }) => type === "body")?.parameters ?? [];
  return preview.replace(/\{\{\s*([\p{L}\p{N}_]+)\s*\}\}/gu, (hole, name: string) => {
    const found = body.find((item, index) => item.type === "text" && (item.name ?? String(index + 1)) === name);
    return found?.type === "text" ? found.text : hole;
  });
}

type NodeIssue = Omit<Issue, "node">;

function missing({ name, language, parameters }: Config): NodeIssue[] {
  const fields = [
    // Choosing a template fills in its language.
    ...(name === "" || language === "" ? ["/name"] : []),
    ...inOrder(parameters).flatMap(({ id, kind, value, media }) => {
      if (mediaKinds.includes(kind)) return media ? [] : [`/parameters/${id}/media`];
      return value.trim() === "" && kind !== "payload" ? [`/parameters/${id}/value`] : [];
    }),
  ];
  return fields.map((field) => ({ code: "missing-setting", severity: "error", field, params: {} }));
}

function tooLong({ parameters }: Config): NodeIssue[] {
  return inOrder(parameters)
    .filter(({ kind, value }) => kind === "payload" && value.length > maxPayloadLength)
    .map(({ id, value }) => ({
      code: "over-channel-limit",
      severity: "error",
      field: `/parameters/${id}/value`,
      params: { length: value.length, limit: maxPayloadLength },
    }));
}

function unsupported({ channels }: CheckContext): NodeIssue[] {
  return channels
    .filter(({ templates }) => !templates)
    .map(({ type }) => ({ code: "channel-not-supported", severity: "error", params: { channel: type } }));
}

/** Whether the provider has this template, approved, with as many values to fill in; quick replies need none. */
function unlike({ name, language, parameters }: Config, templates: ProviderTemplate[] | undefined): NodeIssue[] {
  if (!templates || name === "" || language === "") return [];
  const known = templates.find((template) => template.name === name && template.language === language);
  if (known?.status !== "APPROVED") {
    const params = { template: name, status: known?.status ?? "" };
    return [{ code: "invalid-setting", severity: "error", field: "/name", params }];
  }
  const wanted = known.parameters.filter(({ kind }) => kind !== "payload").length;
  const given = Object.values(parameters).filter(({ kind }) => kind !== "payload").length;
  const replies = new Set(known.parameters.flatMap(({ kind, index = 0 }) => (kind === "payload" ? [index] : [])));
  const strays = Object.values(parameters).some(
    ({ kind, value, index }) => kind === "payload" && value.trim() !== "" && !replies.has(index),
  );
  if (wanted === given && !strays) return [];
  return [
    { code: "invalid-setting", severity: "error", field: "/parameters", params: { template: name, wanted, given } },
  ];
}
