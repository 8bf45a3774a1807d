import type { ChannelCapabilities, Facts, FlowBundle, FlowNode } from "@prosa/flow-schema";

const node = (type: string, config: FlowNode["config"]): FlowNode => ({ type, version: 1, config, at: { x: 0, y: 0 } });

/** A question, a counter, a condition and one of two messages, round and round: five blocks a turn. */
export const bundle: FlowBundle = {
  root: "v1",
  versions: {
    v1: {
      id: "v1",
      flowId: "f1",
      name: "Bench",
      number: 1,
      calls: {},
      document: {
        format: 1,
        kind: "chatbot",
        settings: { language: "pt-BR" },
        variables: {
          resposta: { type: "text", scope: "session" },
          vezes: { type: "number", scope: "session" },
        },
        nodes: {
          start: node("start", { trigger: "any", keywords: {} }),
          ask: node("question", {
            text: "Como posso ajudar? Resposta anterior: {{resposta}}",
            answer: "text",
            format: "any",
            mask: "",
            min: null,
            max: null,
            saveIn: "resposta",
            retries: 2,
            retryText: "",
            noAnswer: null,
          }),
          count: node("set-variable", {
            assignments: { a: { variable: "vezes", operation: "add", value: "1", order: 1 } },
          }),
          check: node("condition", {
            branches: {
              b: {
                label: "",
                join: "and",
                order: 1,
                rules: { r: { left: "resposta", operator: "contains", right: "consulta", order: 1 } },
              },
            },
          }),
          yes: node("message", {
            bubbles: { t: { type: "text", text: "Certo, *{{resposta}}*.", media: null, voice: false, order: 1 } },
          }),
          no: node("message", {
            bubbles: { t: { type: "text", text: "Anotei: {{resposta}}", media: null, voice: false, order: 1 } },
          }),
        },
        edges: {
          "start:next": { from: ["start", "next"], to: "ask" },
          "ask:valid": { from: ["ask", "valid"], to: "count" },
          "count:next": { from: ["count", "next"], to: "check" },
          "check:b": { from: ["check", "b"], to: "yes" },
          "check:else": { from: ["check", "else"], to: "no" },
          "yes:next": { from: ["yes", "next"], to: "ask" },
          "no:next": { from: ["no", "next"], to: "ask" },
        },
        notes: {},
        translations: {},
      },
    },
  },
};

export const channel: ChannelCapabilities = {
  type: "whatsapp",
  textLength: 4096,
  buttons: { max: 3, titleLength: 20, bodyLength: 1024 },
  list: { rows: 10, titleLength: 24, descriptionLength: 72, buttonLength: 20, bodyLength: 4096 },
  media: {},
  windowMs: null,
  templates: true,
  voice: false,
  reply: "push",
};

export const facts: Facts = {
  contact: { id: "c", name: "Maria", phone: "5511999999999", email: null, language: null, tags: [], fields: {} },
  conversation: { id: "v", protocol: "1", fields: {}, agentName: null, lastInboundAt: 0 },
  channel: { type: "whatsapp", name: "Bench" },
  workspace: { name: "Bench", timeZone: "America/Sao_Paulo", locale: "pt-BR" },
};
