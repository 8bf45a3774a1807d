import type { FlowDocument } from "@prosa/flow-schema";

/** A start, a menu with two options and a message, side by side. */
export function smallFlow(): FlowDocument {
  const option = (title: string, order: number) => ({ title, description: "", order });
  return {
    format: 1,
    kind: "chatbot",
    settings: { language: "en" },
    variables: {},
    nodes: {
      start: { type: "start", version: 1, config: { trigger: "any", keywords: {} }, at: { x: 0, y: 0 } },
      menu: {
        type: "menu",
        version: 1,
        config: {
          text: "How can we help?",
          header: "",
          footer: "",
          button: "",
          options: { a: option("Book", 1), b: option("Prices", 2) },
          retries: 2,
          retryText: "",
          noAnswer: null,
        },
        at: { x: 256, y: 0 },
        label: "Main menu",
      },
      bye: {
        type: "end",
        version: 1,
        config: { text: "Goodbye", close: true },
        at: { x: 512, y: 0 },
        label: "The end",
      },
    },
    edges: { "start:next": { from: ["start", "next"], to: "menu" } },
    notes: {},
    translations: {},
  };
}
