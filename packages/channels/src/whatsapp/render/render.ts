import type { Bubble, Json } from "@prosa/flow-schema";
import type { RenderContext, Rendered } from "../../channel.ts";
import { callbackData } from "../callback-data.ts";
import { isUserId } from "../identity.ts";
import { renderChoices } from "./choices.ts";
import { renderMedia } from "./media.ts";
import type { Part, Parts } from "./part.ts";
import { renderTemplate } from "./template.ts";
import { renderText } from "./text.ts";

/** The requests to `POST /<phone number id>/messages` that show this bubble. */
export function render(bubble: Bubble, context: RenderContext): Rendered {
  const parts = partsOf(bubble, context);
  if (!Array.isArray(parts)) return { ok: false, ...parts };
  return { ok: true, requests: parts.map((part, index) => ({ body: envelope({ part, index, context }) })) };
}

function partsOf(bubble: Bubble, context: RenderContext): Parts {
  switch (bubble.type) {
    case "text":
      return renderText(bubble.text);
    case "choices":
      return renderChoices(bubble);
    case "template":
      return renderTemplate(bubble, context.mediaIds);
    default:
      return renderMedia(bubble, context.mediaIds);
  }
}

/** `to` reaches by phone, `recipient` by business-scoped user id (Meta, "Business-scoped user IDs"). Only the first part quotes. */
function envelope({ part, index, context }: { part: Part; index: number; context: RenderContext }): Json {
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...(isUserId(context.to) ? { recipient: context.to } : { to: context.to }),
    ...(context.replyTo !== undefined && index === 0 && { context: { message_id: context.replyTo } }),
    biz_opaque_callback_data: callbackData(context.deliveryId, index),
    ...part,
  };
}
