import type { TemplateComponent, TemplateParameter } from "@prosa/flow-schema";

/** A template's component as the provider describes it (Meta's Graph API, message_templates). */
export interface ProviderComponent {
  type: string;
  format?: string;
  text?: string;
  buttons?: { type: string; text?: string; url?: string }[];
}

/** One value that a template wants, in the order a person fills them in. */
export interface TemplateField {
  key: string;
  place: "header" | "body" | "button";
  /** What is filled in: words, or a file of this kind. */
  kind: "text" | "image" | "video" | "document" | "url" | "code" | "payload";
  /** A quick reply answers with what stands on it where nothing else is given. */
  optional?: boolean;
  /** `{{1}}` or `{{nome}}` as it stands in the text. */
  placeholder: string;
  /** A named parameter's name; positional ones have none. */
  name?: string;
  /** Which button. */
  index?: number;
  /** The text it stands in, or what stands on the button, to show the person where their words go. */
  context: string;
}

const hole = /\{\{\s*([\p{L}\p{N}_]+)\s*\}\}/gu;

/** What has to be filled in before a template can be sent. */
export function templateFields(components: readonly ProviderComponent[]): TemplateField[] {
  return components.flatMap((component): TemplateField[] => {
    const type = component.type.toUpperCase();
    if (type === "BODY") return textFields("body", component.text ?? "");
    if (type === "HEADER") {
      const format = (component.format ?? "TEXT").toUpperCase();
      if (format === "TEXT") return textFields("header", component.text ?? "");
      const kind = fileKinds[format];
      return kind ? [{ key: "header", place: "header", kind, placeholder: "", context: "" }] : [];
    }
    return type === "BUTTONS" ? (component.buttons ?? []).flatMap(buttonField) : [];
  });
}

/** The components of the message, in the provider's order, from what was filled in. */
export function templateComponents(
  fields: readonly TemplateField[],
  values: Readonly<Record<string, TemplateParameter>>,
): TemplateComponent[] {
  const made: TemplateComponent[] = [];
  for (const place of ["header", "body"] as const) {
    const parameters = fields.filter((field) => field.place === place).flatMap(({ key }) => values[key] ?? []);
    if (parameters.length > 0) made.push({ type: place, parameters });
  }
  for (const { key, index, kind } of fields.filter((field) => field.place === "button")) {
    const parameter = values[key];
    const subType = kind === "code" ? "copy_code" : kind === "payload" ? "quick_reply" : "url";
    if (parameter) made.push({ type: "button", subType, index, parameters: [parameter] });
  }
  return made;
}

/** How the message will read: header, body and footer with what has been filled in so far. */
export function templatePreview(
  components: readonly ProviderComponent[],
  texts: Readonly<Record<string, string>>,
): string {
  const filled = (place: string, text: string) =>
    text.replace(hole, (whole, name: string) => texts[`${place} ${name}`]?.trim() || whole);
  return components
    .flatMap(({ type, text, format }) => {
      const kind = type.toUpperCase();
      if (!text || kind === "BUTTONS") return [];
      if (kind === "HEADER") return (format ?? "TEXT").toUpperCase() === "TEXT" ? [`*${filled("header", text)}*`] : [];
      return [kind === "FOOTER" ? text : filled("body", text)];
    })
    .join("\n\n");
}

const fileKinds: Record<string, "image" | "video" | "document"> = {
  IMAGE: "image",
  VIDEO: "video",
  DOCUMENT: "document",
};

function textFields(place: "header" | "body", text: string): TemplateField[] {
  const names = [...new Set([...text.matchAll(hole)].map(([, name]) => name ?? ""))];
  const inOrder = names.every((name) => /^\d+$/.test(name)) ? names.sort((a, b) => Number(a) - Number(b)) : names;
  return inOrder.map((name) => ({
    key: `${place} ${name}`,
    place,
    kind: "text",
    placeholder: `{{${name}}}`,
    ...(/^\d+$/.test(name) ? {} : { name }),
    context: text,
  }));
}

function buttonField(
  { type, text, url }: { type: string; text?: string; url?: string },
  index: number,
): TemplateField[] {
  const shared = { key: `button ${index}`, place: "button" as const, index, context: text ?? "" };
  if (type.toUpperCase() === "QUICK_REPLY")
    return [{ ...shared, kind: "payload", placeholder: text ?? "", optional: true }];
  if (type.toUpperCase() === "COPY_CODE") return [{ ...shared, kind: "code", placeholder: "" }];
  if (type.toUpperCase() !== "URL" || !url?.match(hole)) return [];
  return [{ ...shared, kind: "url", placeholder: url }];
}
