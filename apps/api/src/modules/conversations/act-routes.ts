import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { Conversation, HandBack, Message, MessageInput, Take, Transfer } from "./schema.ts";
import { close, handBack, markRead, resendMessage, sendMessage, take, transfer } from "./service.ts";
import { wireConversation, wireMessages } from "./wire.ts";

const path = "/api/v1/workspaces/{workspace}/conversations/{conversation}";
const params = z.object({ workspace: z.string(), conversation: z.uuid() });
const tags = ["Conversations"];

/** What people do to a conversation. */
export function registerActRoutes(api: Api, deps: Deps): void {
  const act = (c: Parameters<typeof memberOf>[0], id: string) => ({ id, accountId: memberOf(c).principal.accountId });
  api.openapi(
    route({
      method: "post",
      path: `${path}/messages`,
      access: { role: "agent" },
      operationId: "sendMessage",
      tags,
      summary: "Send a message",
      description:
        "Takes the conversation when it was the bot's or nobody's. The same `clientId` sends once, however often it is posted. " +
        "More than 24 hours after the customer last wrote, WhatsApp takes templates only (409 `window_shut`).",
      request: { params, body: jsonBody(MessageInput) },
      responses: { 201: json("The message", Message) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const sent = await sendMessage(deps, scope, {
        ...act(c, c.req.valid("param").conversation),
        ...c.req.valid("json"),
      });
      const [message] = await wireMessages(deps, scope, [sent]);
      return c.json(message as NonNullable<typeof message>, 201);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/messages/{message}/resend`,
      access: { role: "agent" },
      operationId: "resendMessage",
      tags,
      summary: "Send a message again that failed, or whose fate is unknown",
      request: { params: params.extend({ message: z.uuid() }) },
      responses: { 200: json("The message", Message) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const { conversation, message: messageId } = c.req.valid("param");
      const sent = await resendMessage(deps, scope, { id: conversation, messageId });
      const [message] = await wireMessages(deps, scope, [sent]);
      return c.json(message as NonNullable<typeof message>, 200);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/take`,
      access: { role: "agent" },
      operationId: "takeConversation",
      tags,
      summary: "Take a conversation",
      description:
        "You speak from now on; what the bot still had to say is not said. What somebody else has is taken only with `from`, " +
        "their id (else 409 `conversation_taken`, with the `holder`): two who take at once do not take from each other.",
      request: { params, body: { ...jsonBody(Take), required: false } },
      responses: { 200: json("The conversation", Conversation) },
    }),
    async (c) => {
      const input = { ...act(c, c.req.valid("param").conversation), ...c.req.valid("json") };
      return c.json(wireConversation(await take(deps, memberOf(c).scope, input)), 200);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/hand-back`,
      access: { role: "agent" },
      operationId: "handBackConversation",
      tags,
      summary: "Give a conversation back to the bot",
      description: "Its session goes on where it stood, or a flow starts, which must be published.",
      request: { params, body: jsonBody(HandBack) },
      responses: { 200: json("The conversation", Conversation) },
    }),
    async (c) => {
      const input = { ...act(c, c.req.valid("param").conversation), ...c.req.valid("json") };
      return c.json(wireConversation(await handBack(deps, memberOf(c).scope, input)), 200);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/transfer`,
      access: { role: "agent" },
      operationId: "transferConversation",
      tags,
      summary: "Put a conversation into a queue",
      request: { params, body: jsonBody(Transfer) },
      responses: { 200: json("The conversation", Conversation) },
    }),
    async (c) => {
      const input = { ...act(c, c.req.valid("param").conversation), ...c.req.valid("json") };
      return c.json(wireConversation(await transfer(deps, memberOf(c).scope, input)), 200);
    },
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/close`,
      access: { role: "agent" },
      operationId: "closeConversation",
      tags,
      summary: "Close a conversation",
      description: "The customer's next message opens a new one.",
      request: { params },
      responses: { 200: json("The conversation", Conversation) },
    }),
    async (c) =>
      c.json(wireConversation(await close(deps, memberOf(c).scope, act(c, c.req.valid("param").conversation))), 200),
  );
  api.openapi(
    route({
      method: "post",
      path: `${path}/read`,
      access: { role: "agent" },
      operationId: "markConversationRead",
      tags,
      summary: "Say that a conversation's messages have been read",
      description: "Of an open conversation only the person who has it can say so; from others it changes nothing.",
      request: { params },
      responses: { 200: json("The conversation", Conversation) },
    }),
    async (c) =>
      c.json(wireConversation(await markRead(deps, memberOf(c).scope, act(c, c.req.valid("param").conversation))), 200),
  );
}
