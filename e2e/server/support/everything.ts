import { createHash } from "node:crypto";
import type { Client } from "./client.ts";

interface Listed {
  id: string;
  nextCursor?: string | null;
}

/** All that a workspace's API shows, files included, in a form that can be compared. */
export async function everything(url: string, ws: Client): Promise<Record<string, unknown>> {
  const list = async (path: string) => {
    const answer = await ws.get<{ items: Listed[] } | Listed[]>(path);
    return Array.isArray(answer) ? answer : answer.items;
  };
  const each = async (of: Listed[], read: (id: string) => Promise<unknown>) =>
    Object.fromEntries(await Promise.all(of.map(async ({ id }) => [id, await read(id)] as const)));
  const [flows, conversations] = [await list("/flows"), await list("/conversations")];
  const shown = {
    flows,
    conversations,
    drafts: await each(flows, (id) => ws.get(`/flows/${id}/draft`)),
    versions: await each(flows, async (id) => [
      await list(`/flows/${id}/versions`),
      await ws.get(`/flows/${id}/versions/1`),
    ]),
    connections: (await list("/connections")).map((connection) => ({ ...connection, webhook: undefined })),
    messages: await each(conversations, (id) => list(`/conversations/${id}/messages`)),
    turns: await each(conversations, (id) => list(`/conversations/${id}/turns`)),
    contacts: await list("/contacts"),
    queues: await list("/queues"),
    members: await list("/members"),
  };
  return (await withoutAddresses(url, shown)) as Record<string, unknown>;
}

/** Signed addresses change with time: in their place comes what they lead to. */
async function withoutAddresses(url: string, value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => withoutAddresses(url, item)));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(async ([name, inner]) => {
    const address = name === "url" && typeof inner === "string" && inner.startsWith("/api/v1/files/");
    return [name, address ? await digest(new URL(inner, url)) : await withoutAddresses(url, inner)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function digest(address: URL): Promise<string> {
  const response = await fetch(address);
  const bytes = Buffer.from(await response.arrayBuffer());
  return `${response.status} ${createHash("sha256").update(bytes).digest("hex")}`;
}
