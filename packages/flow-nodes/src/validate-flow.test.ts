import {
  applyChanges,
  type ChannelCapabilities,
  emptyDocument,
  type FlowDocument,
  type FlowNode,
  validateFlow,
} from "@prosa/flow-schema";
import { describe, expect, it } from "vitest";
import { builtInRegistry } from "./index.ts";

const whatsapp: ChannelCapabilities = {
  type: "whatsapp",
  textLength: 4096,
  buttons: { max: 3, titleLength: 20, bodyLength: 1024 },
  list: { rows: 10, titleLength: 24, descriptionLength: 72, buttonLength: 20, bodyLength: 4096 },
  media: {
    image: { maxBytes: 5_000_000, mimeTypes: ["image/jpeg", "image/png"], captionLength: 1024 },
    audio: { maxBytes: 5_000_000, mimeTypes: ["audio/ogg"], captionLength: 0 },
  },
  windowMs: 86_400_000,
  templates: true,
  voice: true,
  reply: "push",
};
const end = { type: "end", config: {} };

/** start → the node → end by every exit. */
function alone(type: string, config: FlowNode["config"]): FlowDocument {
  const document = emptyDocument("chatbot", "pt-BR");
  const definition = builtInRegistry.get(type);
  const parsed = definition?.config.safeParse(config);
  document.nodes.it = { type, version: 1, config, at: { x: 0, y: 0 } };
  document.nodes.end = { ...end, version: 1, at: { x: 0, y: 0 } };
  document.edges["start:next"] = { from: ["start", "next"], to: "it" };
  const ports = (parsed?.success && definition?.ports(parsed.data)) || [];
  for (const { id } of ports) document.edges[`it:${id}`] = { from: ["it", id], to: "end" };
  return document;
}

const world = { registry: builtInRegistry, channels: [whatsapp], secrets: ["token"], queues: ["q"], flows: {} };
const found = (type: string, config: FlowNode["config"], more: object = {}) =>
  validateFlow(alone(type, config), { ...world, ...more })
    .filter(({ node, code }) => node === "it" && code !== "unreachable-node")
    .map(({ code, field }) => `${code} ${field ?? ""}`.trim());

const options = (...titles: string[]) =>
  Object.fromEntries(titles.map((title, order) => [`o${order}`, { title, order }]));
const hash = "a".repeat(64);

describe("checks of built-in node types", () => {
  it.each([
    ["message", { bubbles: {} }, ["missing-setting /bubbles"]],
    ["message", { bubbles: { b: { type: "text", text: " ", order: 1 } } }, ["missing-setting /bubbles/b/text"]],
    ["message", { bubbles: { b: { type: "image", order: 1 } } }, ["missing-setting /bubbles/b/media"]],
    [
      "message",
      { bubbles: { b: { type: "image", media: { hash, mimeType: "image/png", size: 6_000_000 }, order: 1 } } },
      ["over-channel-limit /bubbles/b/media"],
    ],
    [
      "message",
      { bubbles: { b: { type: "image", media: { hash, mimeType: "image/gif", size: 6 }, order: 1 } } },
      ["channel-not-supported /bubbles/b/media"],
    ],
    [
      "message",
      { bubbles: { b: { type: "text", text: "x".repeat(5000), order: 1 } } },
      ["over-channel-limit /bubbles/b/text"],
    ],
    ["menu", { text: "Oi", options: {} }, ["missing-setting /options"]],
    ["menu", { text: "Oi", options: options("Um", "um") }, ["invalid-setting /options/o1/title"]],
    ["menu", { text: "Oi", options: options("Um", "Dois", "x".repeat(22)) }, []],
    ["menu", { text: "Oi", options: options("Um", "Dois", "x".repeat(25)) }, ["over-channel-limit /options/o2/title"]],
    ["menu", { text: "Oi", options: options(...Array.from({ length: 12 }, (_, n) => `Opção bem comprida ${n}`)) }, []],
    ["question", { text: "", answer: "text" }, ["missing-setting /text"]],
    ["question", { text: "?", answer: "number", min: 5, max: 1 }, ["invalid-setting /max"]],
    ["question", { text: "?", format: "mask" }, ["missing-setting /mask"]],
    ["question", { text: "?", saveIn: "nome" }, ["unknown-variable /saveIn"]],
    ["condition", { branches: {} }, ["missing-setting /branches"]],
    [
      "condition",
      { branches: { b: { rules: { r: { left: "idade", operator: "greater", right: "", order: 1 } }, order: 1 } } },
      ["unknown-variable /branches/b/rules/r/left", "missing-setting /branches/b/rules/r/right"],
    ],
    ["http-request", { url: "" }, ["missing-setting /url"]],
    ["http-request", { url: "ftp://a" }, ["invalid-setting /url"]],
    ["http-request", { url: "https://a/{{secret.token}}" }, []],
    [
      "http-request",
      { url: "https://a", method: "POST", bodyMode: "json", json: '{"a":{{secret.x}}}' },
      ["unknown-secret /json"],
    ],
    ["http-request", { url: "https://a", method: "POST", bodyMode: "none", json: "{{broken" }, []],
    ["transfer", { queue: "gone" }, ["unknown-queue /queue"]],
    ["transfer", { text: "{{secret.token}}" }, ["secret-outside-http /text"]],
    ["wait", { mode: "date" }, ["missing-setting /date"]],
    ["tag-contact", {}, ["missing-setting /add"]],
    ["update-contact", {}, ["missing-setting /name"]],
    ["set-variable", { assignments: {} }, ["missing-setting /assignments"]],
    ["jump", { target: "" }, ["missing-setting /target"]],
    ["jump", { target: "gone" }, ["unknown-node"]],
    ["run-flow", { flow: "gone" }, ["unknown-flow"]],
    ["template-message", {}, ["missing-setting /name"]],
    ["template-message", { name: "t", language: "pt_BR", preview: "Olá {{1}}" }, []],
    ["template-message", { name: "t" }, ["missing-setting /name"]],
    [
      "template-message",
      {
        name: "t",
        language: "pt_BR",
        parameters: {
          empty: { component: "button", index: 0, kind: "payload", value: "", order: 1 },
          long: { component: "button", index: 1, kind: "payload", value: "x".repeat(257), order: 2 },
        },
      },
      ["over-channel-limit /parameters/long/value"],
    ],
  ])("of %s with %j find %j", (type, config, issues) => {
    expect(found(type, config)).toEqual(issues);
  });

  it.each([
    ["number", "yes-no", "error wrong-variable-type /saveIn"],
    ["date", "number", "error wrong-variable-type /saveIn"],
    ["text", "object", "error wrong-variable-type /saveIn"],
    ["email", "date", "warning wrong-variable-type /saveIn"],
    ["text", "number", "warning wrong-variable-type /saveIn"],
    ["number", "text", undefined],
    ["yes-no", "list", undefined],
    ["date", "date", undefined],
    ["phone", "text", undefined],
  ] as const)("of a question for a %s kept in a variable of type %s find %s", (answer, type, issue) => {
    const document = alone("question", { text: "?", answer, saveIn: "v" });
    document.variables.v = { type, scope: "session" };
    const issues = validateFlow(document, world);
    expect(issues.map(({ severity, code, field }) => `${severity} ${code} ${field}`)).toEqual(issue ? [issue] : []);
    expect(validateFlow(applyChanges(document, issues[0]?.fix?.changes ?? []), world)).toEqual([]);
  });

  it("of what keeps a number look at the variable's type", () => {
    const sum = { assignments: { a: { variable: "v", operation: "add", value: "1", order: 1 } } };
    for (const [type, config] of [
      ["http-request", { url: "https://a", saveStatusIn: "v" }],
      ["set-variable", sum],
    ] as const) {
      const document = alone(type, config);
      document.variables.v = { type: "yes-no", scope: "session" };
      expect(validateFlow(document, world).map(({ code }) => code)).toEqual(["wrong-variable-type"]);
    }
  });

  it.each([
    ["question", { text: "?", answer: "email", min: 5, max: 1, format: "mask" }],
    ["set-variable", { assignments: { a: { variable: "v", operation: "clear", value: "{{velha}}", order: 1 } } }],
    [
      "message",
      {
        bubbles: {
          b: {
            type: "audio",
            text: `{{velho}} ${"x".repeat(5000)}`,
            media: { hash, mimeType: "audio/ogg", size: 1 },
            order: 1,
          },
        },
      },
    ],
    [
      "condition",
      {
        branches: { b: { rules: { r: { left: "v", operator: "is-empty", right: "{{velha}}", order: 1 } }, order: 1 } },
      },
    ],
  ])("of %s do not look at settings its form hides", (type, config) => {
    const document = alone(type, config);
    document.variables.v = { type: "text", scope: "session" };
    expect(validateFlow(document, world)).toEqual([]);
  });

  it("of a menu look at its options in every language, and at their ids", () => {
    const config = { text: "Oi", options: { a: { title: "Um", order: 1 }, else: { title: "Outro", order: 2 } } };
    expect(found("menu", config)).toEqual(["duplicate-exit"]);
    const document = alone("menu", { text: "Oi", options: options("Um", "Dois") });
    document.translations.es = { "it/options/o1/title": "x".repeat(60) };
    expect(validateFlow(document, world)).toMatchObject([
      { code: "over-channel-limit", field: "/options/o1/title", language: "es" },
    ]);
  });

  it("of a template look at what the provider has", () => {
    const parameters = [{ component: "body", kind: "text" }];
    const template = { name: "lembrete", language: "pt_BR", status: "APPROVED", body: "Olá {{1}}", parameters };
    const config = { name: "lembrete", language: "pt_BR", parameters: { p: { value: "x", order: 1 } } };
    expect(found("template-message", config, { templates: [template] })).toEqual([]);
    expect(found("template-message", { ...config, parameters: {} }, { templates: [template] })).toEqual([
      "invalid-setting /parameters",
    ]);
    expect(found("template-message", config, { templates: [{ ...template, status: "PAUSED" }] })).toEqual([
      "invalid-setting /name",
    ]);
    const reply = (index: number, value: string) => ({ component: "button", index, kind: "payload", value, order: 2 });
    const withReply = { ...template, parameters: [...parameters, { component: "button", index: 0, kind: "payload" }] };
    for (const [given, wrong] of [
      [reply(0, "sim"), []],
      [reply(0, ""), []],
      [reply(1, "sim"), ["invalid-setting /parameters"]],
    ] as const) {
      const answered = { ...config, parameters: { ...config.parameters, r: given } };
      expect(found("template-message", answered, { templates: [withReply] })).toEqual(wrong);
    }
    expect(found("template-message", config, { templates: [withReply] })).toEqual([]);
    const sms = { ...whatsapp, type: "sms", templates: false };
    expect(found("template-message", config, { channels: [sms] })).toEqual(["channel-not-supported"]);
  });

  it("let the message after a day's wait through once its exit for the shut window is linked", () => {
    const document = alone("wait", { mode: "duration", duration: { amount: 1, unit: "days" } });
    document.nodes.say = {
      type: "message",
      version: 1,
      config: { bubbles: { b: { type: "text", text: "Oi", order: 1 } } },
      at: { x: 0, y: 0 },
    };
    document.edges["it:next"] = { from: ["it", "next"], to: "say" };
    document.edges["say:next"] = { from: ["say", "next"], to: "end" };
    expect(validateFlow(document, world).map(({ code, node }) => `${code} ${node}`)).toEqual([
      "window-may-be-shut say",
    ]);
    document.edges["say:window-shut"] = { from: ["say", "window-shut"], to: "end" };
    expect(validateFlow(document, world)).toEqual([]);
  });
});
