import { z } from "@hono/zod-openapi";
import type { Deps } from "../../platform/deps.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json } from "../../platform/http/fields.ts";
import { type PagePlace, pagePlace } from "../../platform/http/page-place.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { registerActRoutes } from "./act-routes.ts";
import { listMessages, listTurns } from "./message-queries.ts";
import { type ConversationRow, countConversations, findConversation, listConversations } from "./queries.ts";
import {
  Conversation,
  ConversationList,
  ConversationQuery,
  Counts,
  MessageList,
  MessageQuery,
  TurnList,
} from "./schema.ts";
import { wireConversation, wireMessages } from "./wire.ts";

const path = "/api/v1/workspaces/{workspace}/conversations";
const params = z.object({ workspace: z.string() });
const one = params.extend({ conversation: z.uuid() });
const tags = ["Conversations"];

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path,
      access: { role: "agent" },
      operationId: "listConversations",
      tags,
      summary: "List conversations",
      request: { params, query: ConversationQuery },
      responses: {
        200: json("Conversations, last spoken first; those that wait, the longest first", ConversationList),
      },
    }),
    async (c) => {
      const { scope, principal } = memberOf(c);
      const { mine, cursor, limit, ...filter } = c.req.valid("query");
      const rows = await listConversations(scope, {
        ...filter,
        assignee: mine === "true" ? principal.accountId : undefined,
        after: readCursor(cursor),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const nextCursor = rows.length > limit && last ? cursorOf(last, filter.status) : null;
      return c.json({ items: page.map(wireConversation), nextCursor }, 200);
    },
  );
  api.openapi(
    route({
      method: "get",
      path: `${path}/counts`,
      access: { role: "agent" },
      operationId: "countConversations",
      tags,
      summary: "How many conversations are in each state",
      request: { params },
      responses: { 200: json("Counts", Counts) },
    }),
    async (c) => {
      const { scope, principal } = memberOf(c);
      return c.json(await countConversations(scope, principal.accountId), 200);
    },
  );
  api.openapi(
    route({
      method: "get",
      path: `${path}/{conversation}`,
      access: { role: "agent" },
      operationId: "getConversation",
      tags,
      summary: "Get a conversation",
      request: { params: one },
      responses: { 200: json("The conversation", Conversation) },
    }),
    async (c) => c.json(wireConversation(await existing(c, c.req.valid("param").conversation)), 200),
  );
  api.openapi(
    route({
      method: "get",
      path: `${path}/{conversation}/messages`,
      access: { role: "agent" },
      operationId: "listMessages",
      tags,
      summary: "List a conversation's messages",
      request: { params: one, query: MessageQuery },
      responses: { 200: json("Messages, newest first", MessageList) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const { conversation } = c.req.valid("param");
      const { before, limit } = c.req.valid("query");
      await existing(c, conversation);
      const from = before ? Number(before) : undefined;
      const rows = await listMessages(scope, { conversationId: conversation, before: from, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const nextCursor = rows.length > limit ? String(page.at(-1)?.message.seq) : null;
      return c.json({ items: await wireMessages(deps, scope, page), nextCursor }, 200);
    },
  );
  api.openapi(
    route({
      method: "get",
      path: `${path}/{conversation}/turns`,
      access: { role: "supervisor" },
      operationId: "listTurns",
      tags,
      summary: "What the bot took in and which way it went",
      request: { params: one },
      responses: { 200: json("Turns, as they happened", TurnList) },
    }),
    async (c) => {
      const { conversation } = c.req.valid("param");
      await existing(c, conversation);
      const rows = await listTurns(memberOf(c).scope, conversation);
      return c.json({ items: rows.map((row) => ({ ...row, at: row.at.toISOString() })), nextCursor: null }, 200);
    },
  );
  registerActRoutes(api, deps);
}

async function existing(c: Parameters<typeof memberOf>[0], id: string): Promise<ConversationRow> {
  const found = await findConversation(memberOf(c).scope, id);
  if (!found) throw new AppError("not_found", "There is no such conversation.");
  return found;
}

const cursorOf = ({ place, conversation }: ConversationRow, status: string) =>
  Buffer.from(`${status === "waiting" ? place.waiting : place.spoken}|${conversation.id}`).toString("base64url");

function readCursor(cursor: string | undefined): PagePlace | undefined {
  if (!cursor) return undefined;
  const [at, id] = Buffer.from(cursor, "base64url").toString().split("|");
  return pagePlace(at, id);
}
