import { z } from "@hono/zod-openapi";
import { type Bubble, type InboundContent, mediaRef } from "@prosa/flow-schema";

const Named = z.object({ id: z.uuid(), name: z.string() });
const Fault = z.object({ code: z.string(), detail: z.string().nullable() });

const statuses = ["bot", "waiting", "open", "closed"] as const;

/** Something that happened in a conversation, shown as an entry of its thread. */
export interface EventContent {
  type: "event";
  event: "transferred" | "failed" | "closed" | "taken" | "handed-back" | "queued";
  queue?: { id: string; name: string } | null;
  code?: string;
  detail?: string | null;
  flow?: { id: string; name: string } | null;
}

/** Entries' contents: what the bot or a person sent, what the customer sent, a note, an event. Media carry a signed `url`. */
const Content = z
  .custom<(Bubble | InboundContent | EventContent) & { url?: string }>(() => true)
  .openapi("MessageContent", {
    type: "object",
    required: ["type"],
    properties: { type: { type: "string" } },
    additionalProperties: true,
    description:
      "By `type`: a Bubble (out), an InboundContent (in) or an event, as in docs/flow-format.md. Media carry `media.url` (out) or " +
      "`url` (in, once the file was fetched): signed and expiring.",
  });

const Author = z.object({
  kind: z.enum(["contact", "bot", "person", "system"]),
  id: z.uuid().optional(),
  name: z.string().optional(),
  flow: z.object({ name: z.string(), version: z.int() }).optional(),
});

const messageStatuses = ["queued", "sending", "sent", "delivered", "read", "played", "failed", "unknown"] as const;

export const Message = z
  .object({
    id: z.uuid(),
    direction: z.enum(["in", "out", "note", "event"]),
    author: Author,
    content: Content,
    status: z.enum(messageStatuses).nullable().meta({ description: "Of outbound messages" }),
    error: Fault.nullable(),
    at: z.iso.datetime(),
    clientId: z.string().nullable(),
  })
  .openapi("Message");
export const MessageList = z
  .object({ items: z.array(Message), nextCursor: z.string().nullable() })
  .openapi("MessageList");

export const Conversation = z
  .object({
    id: z.uuid(),
    protocol: z.string().meta({ example: "20261121-000123" }),
    status: z.enum(statuses),
    speaker: z.enum(["bot", "person"]),
    assignee: Named.nullable(),
    queue: Named.extend({ color: z.string() }).nullable(),
    contact: Named.extend({ name: z.string().nullable(), phone: z.string().nullable(), avatarHue: z.int() }),
    connection: Named.extend({ channel: z.string() })
      .nullable()
      .meta({ description: "Null when it was removed: nothing can be sent until the contact writes on another" }),
    lastMessage: z
      .object({
        preview: z.string(),
        kind: z.string().meta({ description: "The content's type" }),
        direction: z.enum(["in", "out", "note", "event"]),
        at: z.iso.datetime(),
        status: z.enum(messageStatuses).nullable(),
      })
      .nullable(),
    unread: z.int(),
    waitingSince: z.iso.datetime().nullable(),
    flow: Named.extend({ version: z.int() }).nullable(),
    pausedFlow: Named.nullable().meta({
      description:
        "While a person speaks: what goes on when they hand back with `continue`. Null when no flow is under way",
    }),
    windowClosesAt: z.iso.datetime().nullable().meta({ description: "Until when free messages may be sent" }),
    failure: Fault.nullable(),
    createdAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
    updatedAt: z.iso.datetime(),
  })
  .openapi("Conversation");
export const ConversationList = z
  .object({ items: z.array(Conversation), nextCursor: z.string().nullable() })
  .openapi("ConversationList");
export const Counts = z
  .object({
    bot: z.int(),
    waiting: z.int(),
    open: z.int(),
    mine: z.int(),
    mineUnread: z.int().meta({ description: "Of mine, those that are open and have unread messages" }),
    mineMessages: z.int().meta({ description: "Unread messages in them" }),
  })
  .openapi("ConversationCounts");

export const ConversationQuery = z.object({
  status: z.enum([...statuses, "all"]).default("all"),
  queue: z.uuid().optional(),
  search: z.string().max(120).optional().meta({ description: "In the contact's name and phone, and the protocol" }),
  mine: z.enum(["true", "false"]).optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(40),
});
export const MessageQuery = z.object({
  before: z
    .string()
    .regex(/^\d{0,15}$/, "must be the nextCursor of the page before")
    .optional()
    .meta({ description: "nextCursor of the page before" }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const caption = z.string().max(1024).optional();
const parameter = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string().max(1024), name: z.string().max(100).optional() }),
  z.object({ type: z.literal("payload"), payload: z.string().max(256) }),
  z.object({ type: z.literal("coupon_code"), code: z.string().max(20) }),
  z.object({ type: z.enum(["image", "video", "document"]), media: mediaRef }),
]);

/** What a person may send. */
export const OutgoingBubble = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("text"), text: z.string().trim().min(1).max(16_000) }),
    z.object({ type: z.enum(["image", "video", "document"]), media: mediaRef, caption }),
    z.object({ type: z.literal("audio"), media: mediaRef, voice: z.boolean().optional() }),
    z.object({
      type: z.literal("template"),
      name: z.string().max(512),
      language: z.string().max(20),
      components: z
        .array(
          z.object({
            type: z.enum(["header", "body", "button"]),
            subType: z.enum(["quick_reply", "url", "copy_code"]).optional(),
            index: z.int().min(0).max(9).optional(),
            parameters: z.array(parameter).max(20),
          }),
        )
        .max(12),
      preview: z.string().max(4096).optional().meta({ description: "How it reads, for the thread" }),
    }),
  ])
  .openapi("OutgoingBubble");

export const MessageInput = z
  .object({
    clientId: z
      .string()
      .min(8)
      .max(64)
      .meta({ description: "Chosen by you: sending it twice is harmless.", example: "5f0c…" }),
    bubble: OutgoingBubble,
  })
  .openapi("MessageInput");
export const HandBack = z
  .discriminatedUnion("mode", [
    z.object({ mode: z.literal("continue") }),
    z.object({ mode: z.literal("flow"), flowId: z.uuid() }),
  ])
  .openapi("HandBack");
export const Take = z
  .object({
    from: z.uuid().optional().meta({ description: "Whose conversation you take over, on purpose: an account's id" }),
  })
  .openapi("Take");
export const Transfer = z.object({ queueId: z.uuid() }).openapi("Transfer");

const Turn = z
  .object({
    sessionId: z.uuid(),
    number: z.int(),
    at: z.iso.datetime(),
    event: z.unknown(),
    trace: z.unknown(),
    stateHash: z.string(),
    flow: Named.extend({ versionId: z.uuid(), version: z.int() }),
  })
  .openapi("Turn");
export const TurnList = z.object({ items: z.array(Turn), nextCursor: z.null() }).openapi("TurnList");
