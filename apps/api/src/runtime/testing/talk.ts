import { type FlowDocument, type FlowNode, flowDocument } from "@prosa/flow-schema";
import { answer } from "../../modules/webhooks/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { createLogger } from "../../platform/logger.ts";
import { createTestApp, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";
import { type Runtime, type StartTurns, startRuntime } from "../runtime.ts";
import type { RuntimeSettings } from "../settings.ts";
import { FakeProvider, messagePayload, type Received, signature, statusPayload } from "./fake-provider.ts";

/** A workspace with a number on a pretended provider, and the runtime at work. */
export interface Talk {
  t: TestApp;
  ws: TestWorkspace;
  provider: FakeProvider;
  connectionId: string;
  phoneNumberId: string;
  /** Posts a signed webhook; the answer's status. */
  webhook(payload: unknown): Promise<number>;
  /** A customer writes. */
  say(from: string, text: string, id?: string): Promise<number>;
  /** The provider reports on a message. */
  report(message: Received, status: string, errorCode?: number): Promise<number>;
  /** Publishes a flow and switches it on (beside those that are on already). */
  publish(document: FlowDocument, name?: string): Promise<string>;
  /** The contact's newest conversation, as the API shows it. */
  conversation(search: string): Promise<Record<string, unknown> & { id: string; status: string }>;
  api<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
  runtime: Runtime;
  /** Stops the runtime and starts another, as after a restart. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts all of it. Times are short, so that tests are. */
export async function startTalk(
  settings: Partial<RuntimeSettings> = {},
  change: (deps: Deps) => Partial<Deps> = () => ({}),
  startTurns?: (url: string) => StartTurns,
): Promise<Talk> {
  const provider = new FakeProvider();
  const standin = async () => ({ baseUrl: "http://provider.test", fetch: provider.fetch });
  // What the runtime only logs, a failing test should show.
  const logger = createLogger({ level: "error", pretty: true, write: (line) => void process.stderr.write(line) });
  const t = await createTestApp((deps) => ({ standin, logger, ...change(deps) }));
  const ws = await t.workspace();
  const all = { pollMs: 60, retryMs: 20, ...settings };
  const begin = () => startRuntime(t.deps, all, startTurns?.(t.database.url));
  const api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await ws.admin.request(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  };
  const made = await api<{ id: string; settings: { phoneNumberId: string } }>("POST", "./connections/standin", {});
  const { phoneNumberId } = made.settings;
  const [row] = await t.database.sql`select * from connections where id = ${made.id}`;
  const { openSecrets } = await import("../../modules/connections/index.ts");
  const secrets = openSecrets(t.deps.secrets, {
    workspaceId: ws.id,
    id: made.id,
    secrets: (
      row as {
        secrets: Record<string, string>;
      }
    ).secrets,
  });
  const webhook = async (payload: unknown) => {
    const body = JSON.stringify(payload);
    return webhookCall(t, { connectionId: made.id, body, signature: signature(secrets.appSecret ?? "", body) });
  };
  const on: string[] = [];
  const talk: Talk = {
    t,
    ws,
    provider,
    phoneNumberId,
    webhook,
    api,
    connectionId: made.id,
    runtime: begin(),
    say: (from, text, id) =>
      webhook(
        messagePayload(phoneNumberId, {
          from,
          text,
          ...(id && { id }),
        }),
      ),
    report: (message, status, errorCode) => webhook(statusPayload(phoneNumberId, message, status, errorCode)),
    publish: async (document, name = "Recepção") => {
      const flow = await api<{
        id: string;
      }>("POST", "./flows", {
        name,
        document,
      });
      await api("POST", `./flows/${flow.id}/versions`, { note: "" });
      on.push(flow.id);
      await api("PUT", `./connections/${made.id}/flows`, { flowIds: on });
      return flow.id;
    },
    conversation: async (search) => {
      const { items } = await api<{
        items: (Record<string, unknown> & {
          id: string;
          status: string;
        })[];
      }>("GET", `./conversations?search=${search}`);
      const [newest] = items;
      if (!newest) throw new Error(`no conversation with ${search}`);
      return newest;
    },
    restart: async () => {
      await talk.runtime.stop();
      talk.runtime = begin();
    },
    close: async () => {
      await talk.runtime.stop();
      await t.close();
    },
  };
  return talk;
}

/** A provider's call as the server hears it; the answer's status. */
export async function webhookCall(
  { deps }: TestApp,
  call: { connectionId: string; body: string; signature?: string },
): Promise<number> {
  const header = (name: string) => (name === "x-hub-signature-256" ? call.signature : undefined);
  const body = Promise.resolve(new TextEncoder().encode(call.body));
  return (await answer(deps, { channel: "whatsapp", connectionId: call.connectionId, body, header })).status;
}

/** A document from nodes and links written `"node:port": "node"`. */
export function drawing(
  nodes: Record<string, Omit<FlowNode, "at" | "version">>,
  links: Record<string, string>,
  variables: FlowDocument["variables"] = {},
): FlowDocument {
  return flowDocument.parse({
    format: 1,
    kind: "chatbot",
    settings: { language: "pt-BR" },
    variables,
    notes: {},
    translations: {},
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, node], i) => [
        id,
        {
          ...node,
          version: 1,
          at: {
            x: i * 300,
            y: 0,
          },
        },
      ]),
    ),
    edges: Object.fromEntries(
      Object.entries(links).map(([id, to]) => [
        id,
        {
          from: [id.slice(0, id.lastIndexOf(":")), id.slice(id.lastIndexOf(":") + 1)],
          to,
        },
      ]),
    ),
  });
}

export const text = (words: string) => ({
  type: "message",
  config: { bubbles: { b: { type: "text", text: words, order: 0 } } },
});
export const start = (config: FlowNode["config"] = { trigger: "any" }) => ({ type: "start", config });
export const end = (config: FlowNode["config"] = { text: "", close: true }) => ({ type: "end", config });
export const ask = (words: string, saveIn: string) => ({
  type: "question",
  config: { text: words, answer: "text", saveIn, retries: 2, retryText: "" },
});
