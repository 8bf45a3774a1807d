import {
  type Bubble,
  type Json,
  maxPayloadLength,
  type TemplateComponent,
  type TemplateParameter,
} from "@prosa/flow-schema";
import type { Parts } from "./part.ts";

type Template = Extract<Bubble, { type: "template" }>;

/** A template by name and language, with its values in Meta's shapes. */
export function renderTemplate(bubble: Template, mediaIds: Record<string, string>): Parts {
  const parameters = bubble.components.flatMap((component) => component.parameters);
  for (const [index, parameter] of parameters.entries()) {
    if ("media" in parameter && !Object.hasOwn(mediaIds, parameter.media.hash))
      return { code: "media-missing", detail: `The file ${parameter.media.hash} is not uploaded` };
    if (parameter.type === "payload" && parameter.payload.length > maxPayloadLength)
      return { code: "template-refused", detail: `A button's answer is at most ${maxPayloadLength} characters` };
    if (isEmpty(parameter))
      return { code: "template-refused", detail: `Value ${index + 1} of the template ${bubble.name} is empty` };
  }
  const components = bubble.components
    .filter((component) => component.parameters.length > 0)
    .map((component) => rendered(component, mediaIds));
  return [
    {
      type: "template",
      template: {
        name: bubble.name,
        language: { policy: "deterministic", code: bubble.language },
        ...(components.length > 0 && { components }),
      },
    },
  ];
}

function rendered({ type, subType, index, parameters }: TemplateComponent, mediaIds: Record<string, string>): Json {
  return {
    type,
    ...(subType !== undefined && { sub_type: subType }),
    ...(index !== undefined && { index: String(index) }),
    parameters: parameters.map((parameter) => value(parameter, mediaIds)),
  };
}

function value(parameter: TemplateParameter, mediaIds: Record<string, string>): Json {
  switch (parameter.type) {
    case "text":
      return {
        type: "text",
        text: oneLine(parameter.text),
        ...(parameter.name !== undefined && { parameter_name: parameter.name }),
      };
    case "payload":
      return { type: "payload", payload: parameter.payload };
    case "coupon_code":
      return { type: "coupon_code", coupon_code: parameter.code };
    default:
      return file(parameter, mediaIds);
  }
}

function file({ type, media }: Extract<TemplateParameter, { media: unknown }>, mediaIds: Record<string, string>): Json {
  const id = mediaIds[media.hash] ?? "";
  const named = type === "document" && media.filename !== undefined;
  return { type, [type]: named ? { id, filename: media.filename ?? "" } : { id } } as Json;
}

function isEmpty(parameter: TemplateParameter): boolean {
  if (parameter.type === "text") return parameter.text.trim() === "";
  return (
    (parameter.type === "coupon_code" && parameter.code === "") ||
    (parameter.type === "payload" && parameter.payload === "")
  );
}

/** Meta refuses values with line breaks, tabs or more than four spaces in a row (error 132018). */
const oneLine = (text: string): string =>
  text
    .trim()
    .replaceAll(/\s*[\n\r\t]+\s*/g, " ")
    .replaceAll(/ {5,}/g, "    ");
