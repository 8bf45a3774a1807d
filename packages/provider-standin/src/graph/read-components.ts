import type { TemplateButton, TemplateComponent } from "../state/store.ts";
import { invalid, type Json, listAt, objectAt, optionalTextAt, textAt } from "./fields.ts";
import { holesOf } from "./read-template.ts";

/** The components of a new template, within the limits of Meta's page on them (6 May 2026). */
export function readComponents(body: Json): TemplateComponent[] {
  const components = listAt(body, "components", { path: "components", min: 1, max: 4 }).map(readComponent);
  const types = components.map(({ type }) => type);
  if (new Set(types).size !== types.length) throw invalid("components.type", "must not repeat");
  if (!types.includes("BODY")) throw invalid("components", "must have a BODY");
  return components;
}

function readComponent(component: Json): TemplateComponent {
  const type = textAt(component, "type", { path: "components.type", max: 40 }).toUpperCase();
  switch (type) {
    case "HEADER":
      return readHeader(component);
    case "BODY":
      return withExample(component, {
        type,
        text: textAt(component, "text", { path: "components.body.text", max: 1024 }),
      });
    case "FOOTER":
      return { type, text: textAt(component, "text", { path: "components.footer.text", max: 60 }) };
    case "BUTTONS":
      return { type, buttons: readButtons(component) };
    default:
      throw invalid("components.type", `${type} is not known`);
  }
}

function readHeader(component: Json): TemplateComponent {
  const format = textAt(component, "format", { path: "components.header.format", max: 40 }).toUpperCase();
  if (format === "LOCATION") return { type: "HEADER", format };
  if (format === "IMAGE" || format === "VIDEO" || format === "DOCUMENT") {
    objectAt(component, "example", "components.header.example");
    return { type: "HEADER", format, example: component.example };
  }
  if (format !== "TEXT") throw invalid("components.header.format", "is not known");
  const text = textAt(component, "text", { path: "components.header.text", max: 60 });
  if (holesOf(text).length > 1) throw invalid("components.header.text", "may have one parameter");
  return withExample(component, { type: "HEADER", format, text });
}

/** Texts with parameters need an example, for the reviewer. */
function withExample(component: Json, read: TemplateComponent): TemplateComponent {
  if (holesOf(read.text ?? "").length === 0) return read;
  return { ...read, example: objectAt(component, "example", `components.${read.type.toLowerCase()}.example`) };
}

const most = { QUICK_REPLY: 10, URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1 };

function readButtons(component: Json): TemplateButton[] {
  const path = "components.buttons";
  const buttons = listAt(component, "buttons", { path, min: 1, max: 10 }).map(readButton);
  for (const [type, max] of Object.entries(most))
    if (buttons.filter((button) => button.type === type).length > max)
      throw invalid(path, `may have ${max} of type ${type}`);
  const places = buttons.flatMap(({ type }, index) => (type === "QUICK_REPLY" ? index : []));
  if (places.some((place, index) => place !== (places[0] ?? 0) + index))
    throw invalid(path, "must have its quick replies together");
  return buttons;
}

function readButton(button: Json): TemplateButton {
  const type = textAt(button, "type", { path: "components.buttons.type", max: 40 }).toUpperCase();
  const label = () => textAt(button, "text", { path: "components.buttons.text", max: 25 });
  switch (type) {
    case "QUICK_REPLY":
      return { type, text: label() };
    case "URL": {
      const example = button.example === undefined ? {} : { example: button.example };
      return {
        type,
        text: label(),
        url: textAt(button, "url", { path: "components.buttons.url", max: 2000 }),
        ...example,
      };
    }
    case "PHONE_NUMBER":
      return {
        type,
        text: label(),
        phone_number: textAt(button, "phone_number", { path: "components.buttons.phone_number", max: 20 }),
      };
    case "COPY_CODE":
      return {
        type,
        text: optionalTextAt(button, "text", { path: "components.buttons.text", max: 25 }) ?? "Copy code",
      };
    default:
      throw invalid("components.buttons.type", `${type} is not known`);
  }
}
