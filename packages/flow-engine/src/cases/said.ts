import type { Bubble, TemplateParameter } from "@prosa/flow-schema";

/** A bubble as a line of text. */
export function said(bubble: Bubble): string {
  if (bubble.type === "text") return bubble.text;
  if (bubble.type === "choices") return `${bubble.text} ${bubble.options.map(({ title }) => `[${title}]`).join(" ")}`;
  if (bubble.type === "template") {
    const values = bubble.components.flatMap(({ parameters }) => parameters.map(parameterText));
    return `[template ${bubble.name} ${bubble.language}] ${values.join(" | ")}`.trim();
  }
  return `[${bubble.voice ? "voice" : bubble.type}] ${bubble.caption ?? ""}`.trim();
}

function parameterText(parameter: TemplateParameter): string {
  if (parameter.type === "text") return parameter.text;
  if (parameter.type === "payload") return parameter.payload;
  return parameter.type === "coupon_code" ? parameter.code : `[${parameter.type}]`;
}
