import type { HandsetMessage } from "../handset/schema.ts";
import type { StoredTemplate, TemplateButton, TemplateComponent } from "../state/store.ts";
import { invalid, type Json, listAt, objectAt, optionalTextAt, textAt } from "./fields.ts";
import { GraphError } from "./graph-error.ts";
import { mediaOf } from "./read-media.ts";
import type { ReadContext } from "./read-message.ts";

/** A template by name and language, filled in as the handset shows it. Every hole needs its value, and no more come. */
export function readTemplate(object: Json, context: ReadContext): Partial<HandsetMessage> {
  const name = textAt(object, "name", { path: "template.name", max: 512 });
  const language = textAt(objectAt(object, "language", "template.language"), "code", {
    path: "template.language.code",
    max: 20,
  });
  const template = context.core.state
    .templatesOf(context.businessAccountId)
    .find((one) => one.name === name && one.language === language);
  refuseUnusable(template, `template name (${name}) does not exist in ${language}`);
  const given =
    object.components === undefined
      ? []
      : listAt(object, "components", { path: "template.components", min: 0, max: 20 });
  const filler = new Filler(template, given, context);
  const [header, body, footer, buttons] = (["HEADER", "BODY", "FOOTER", "BUTTONS"] as const).map((type) =>
    template.components.find((component) => component.type === type),
  );
  const filled = {
    kind: "template" as const,
    header: header ? filler.header(header) : null,
    text: body ? filler.text("body", body.text ?? "") : null,
    footer: footer?.text ?? null,
    buttons: (buttons?.buttons ?? []).map((button, index) => filler.button(button, index)),
  };
  filler.refuseRest();
  return filled;
}

function refuseUnusable(template: StoredTemplate | undefined, details: string): asserts template is StoredTemplate {
  if (template?.status === "PAUSED") throw new GraphError(132015, "Template is paused due to low quality.");
  if (template?.status === "DISABLED")
    throw new GraphError(132016, "Template was paused too many times and is disabled.");
  if (template?.status !== "APPROVED") throw new GraphError(132001, details);
}

/** Takes the values of a request, component by component. */
class Filler {
  readonly #template: StoredTemplate;
  readonly #given: Json[];
  readonly #context: ReadContext;

  constructor(template: StoredTemplate, given: Json[], context: ReadContext) {
    this.#template = template;
    this.#given = [...given];
    this.#context = context;
  }

  header(component: TemplateComponent): NonNullable<HandsetMessage["header"]> {
    const format = (component.format ?? "TEXT").toLowerCase();
    if (format !== "image" && format !== "video" && format !== "document")
      return { text: this.text("header", component.text ?? ""), media: null };
    const [parameter, ...rest] = this.#take("header");
    if (!parameter || rest.length > 0) throw countMismatch("header", rest.length + (parameter ? 1 : 0), 1);
    if (parameter.type !== format)
      throw new GraphError(
        132012,
        `header: Format mismatch, expected ${format.toUpperCase()}, received ${String(parameter.type)}`,
      );
    return {
      text: null,
      media: mediaOf({ kind: format, object: objectAt(parameter, format), context: this.#context }),
    };
  }

  text(part: "header" | "body", pattern: string): string {
    const holes = holesOf(pattern);
    const parameters = this.#take(part);
    if (parameters.length !== holes.length) throw countMismatch(part, parameters.length, holes.length);
    const values = new Map<string, string>();
    for (const [index, parameter] of parameters.entries()) {
      const named = this.#template.parameter_format === "NAMED";
      const hole = named
        ? textAt(parameter, "parameter_name", { path: `${part}.parameter_name`, max: 100 })
        : holes[index];
      if (hole === undefined || !holes.includes(hole) || values.has(hole))
        throw new GraphError(132012, `${part}: Parameter name ${String(hole)} does not match the template`);
      values.set(hole, parameterText(parameter, part));
    }
    return pattern.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, hole: string) => values.get(hole) ?? "");
  }

  button(button: TemplateButton, index: number): HandsetMessage["buttons"][number] {
    const [parameter] = this.#take("button", index);
    if (button.type === "QUICK_REPLY") {
      const payload = parameter && textAt(parameter, "payload", { path: "button.payload", max: 256 });
      return { id: payload ?? button.text, title: button.text, action: "reply", value: null };
    }
    const id = `button-${index}`;
    if (button.type === "PHONE_NUMBER")
      return { id, title: button.text, action: "phone", value: button.phone_number ?? "" };
    if (button.type === "COPY_CODE") {
      if (!parameter) throw countMismatch(`button at index ${index} of type CopyCode`, 0, 1);
      return {
        id,
        title: button.text,
        action: "copy",
        value: textAt(parameter, "coupon_code", { path: "button.coupon_code", max: 15 }),
      };
    }
    const needs = holesOf(button.url ?? "").length;
    if (needs !== (parameter ? 1 : 0))
      throw countMismatch(`button at index ${index} of type Url`, parameter ? 1 : 0, needs);
    const suffix = parameter ? textAt(parameter, "text", { path: "button.text", max: 2000 }) : "";
    return { id, title: button.text, action: "url", value: (button.url ?? "").replaceAll(/\{\{\w+\}\}/g, suffix) };
  }

  /** A component that the template has not. */
  refuseRest(): void {
    const [rest] = this.#given;
    if (rest)
      throw countMismatch(
        optionalTextAt(rest, "type", { path: "template.components.type", max: 40 }) ?? "component",
        1,
        0,
      );
  }

  #take(type: string, index?: number): Json[] {
    const at = this.#given.findIndex(
      (component) => component.type === type && (index === undefined || Number(component.index) === index),
    );
    const [component] = at === -1 ? [] : this.#given.splice(at, 1);
    if (!component) return [];
    return listAt(component, "parameters", { path: `template.components.${type}.parameters`, min: 0, max: 100 });
  }
}

/** Placeholders of a text, in order, each once: `1`, `2` … or names. */
export const holesOf = (pattern: string): string[] => [
  ...new Set([...pattern.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].flatMap(([, hole]) => hole ?? [])),
];

function parameterText(parameter: Json, part: string): string {
  if (parameter.type === "currency" || parameter.type === "date_time")
    return textAt(objectAt(parameter, parameter.type), "fallback_value", { path: `${part}.fallback_value`, max: 1024 });
  if (parameter.type !== "text") throw invalid(`template.components.${part}.parameters.type`, "must be text");
  const text = textAt(parameter, "text", { path: `template.components.${part}.parameters.text`, max: 32_768 });
  if (/[\n\r\t]| {5,}/.test(text))
    throw new GraphError(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces.");
  return text;
}

const countMismatch = (part: string, got: number, expected: number): GraphError =>
  new GraphError(
    132000,
    `${part}: number of localizable_params (${got}) does not match the expected number of params (${expected})`,
  );
