import { randomUUID } from "node:crypto";
import type { Client } from "./client.ts";
import { type Content, deliver, messageWebhook } from "./webhook.ts";

export const secrets = { token: "EAAG-token", appSecret: "app-secret", verifyToken: "verify-me" };

/** A number of a company on WhatsApp, and its customers. */
export interface Talk {
  connectionId: string;
  phoneNumberId: string;
  webhookUrl: string;
  /** A customer sends something. The answer's status. */
  sends(from: string, content: Content, id?: string): Promise<number>;
  says(from: string, text: string, id?: string): Promise<number>;
}

export interface Message {
  id: string;
  direction: string;
  author: { kind: string; name?: string };
  content: { type: string; text?: string; url?: string; hash?: string };
  status: string | null;
}

export interface Conversation {
  id: string;
  status: string;
  speaker: string;
  protocol: string;
  contact: { name: string; phone: string };
  assignee: { name: string } | null;
  lastMessage: { preview: string } | null;
  flow: { name: string; version: number } | null;
}

/** Connects a number with its own credentials, as the connections page would. */
export async function connect(url: string, ws: Client, phoneNumberId: string): Promise<Talk> {
  const { id } = await ws.post<{ id: string }>("/connections", {
    name: "Loja",
    channel: "whatsapp",
    settings: { phoneNumberId, businessAccountId: "200200200200200" },
    secrets,
  });
  return talkTo(url, { connectionId: id, phoneNumberId });
}

/** The way to a connection that is there already. */
export function talkTo(url: string, connection: { connectionId: string; phoneNumberId: string }): Talk {
  const webhookUrl = `${url}/api/webhooks/whatsapp/${connection.connectionId}`;
  const sends: Talk["sends"] = (from, content, id = `wamid.${randomUUID()}`) =>
    deliver(webhookUrl, messageWebhook(connection.phoneNumberId, { from, id, content }), secrets.appSecret);
  return {
    ...connection,
    webhookUrl,
    sends,
    says: (from, text, id) => sends(from, { type: "text", text: { body: text } }, id),
  };
}

/** Imports a flow and publishes it. */
export async function publish(ws: Client, name: string, document: unknown): Promise<string> {
  const { id } = await ws.post<{ id: string }>("/flows", { name, document });
  await ws.post(`/flows/${id}/versions`, { note: "first" });
  return id;
}

/** A contact's conversations, the last spoken first. */
export const conversationsOf = async (ws: Client, phone: string): Promise<Conversation[]> =>
  (await ws.get<{ items: Conversation[] }>(`/conversations?search=${phone}`)).items;

/** A conversation's messages and events, oldest first. */
export const threadOf = async (ws: Client, conversationId: string): Promise<Message[]> =>
  (await ws.get<{ items: Message[] }>(`/conversations/${conversationId}/messages?limit=100`)).items.reverse();

/** What was said, without the events. */
export const saidIn = (thread: Message[]): string[] =>
  thread
    .filter(({ direction }) => direction === "in" || direction === "out")
    .map(({ direction, content }) => `${direction}: ${content.text ?? content.type}`);
