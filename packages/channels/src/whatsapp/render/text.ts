import { capabilities } from "../capabilities.ts";
import type { Part, Parts } from "./part.ts";
import { splitText } from "./split-text.ts";

/** A text, as several messages where it is longer than one may be. */
export function renderText(text: string): Parts {
  const parts = splitText(text, capabilities.textLength).map(textPart);
  return parts.length > 0 ? parts : { code: "empty-message", detail: "The text is empty" };
}

export const textPart = (body: string): Part => ({
  type: "text",
  text: { body, preview_url: /https?:\/\//i.test(body) },
});
