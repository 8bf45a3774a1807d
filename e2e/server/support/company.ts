import { expect } from "vitest";
import type { Client } from "./client.ts";
import { type Graph, startGraph } from "./graph.ts";
import { cleanUp, type Server, startServer, temporaryFolder } from "./server.ts";
import { type SetUp, setUp } from "./set-up.ts";
import { type Conversation, connect, conversationsOf, type Talk } from "./talk.ts";
import { until } from "./until.ts";

/** A server that has been set up, with one number connected to a Graph API of the test's. */
export interface Company extends SetUp {
  url: string;
  dataDir: string;
  server: Server;
  graph: Graph;
  talk: Talk;
  /** Waits until exactly these texts have reached a number, in this order. */
  sentTo(phone: string, texts: string[]): Promise<void>;
  /** The conversation a number spoke in last. */
  newest(phone: string): Promise<Conversation>;
  close(): Promise<void>;
}

export async function startCompany(
  variables: Record<string, string> = {},
  graphSettings: { answerAfterMs?: number } = {},
): Promise<Company> {
  const graph = await startGraph(graphSettings);
  const dataDir = temporaryFolder();
  const server = startServer({ PROSA_DATA_DIR: dataDir, PROSA_GRAPH_URL: graph.url, ...variables });
  const url = await server.ready;
  const made = await setUp(url);
  return {
    ...made,
    url,
    dataDir,
    server,
    graph,
    talk: await connect(url, made.ws, "100100100100100"),
    sentTo: (phone, texts) => until(() => expect(graph.textsTo(phone)).toEqual(texts)),
    newest: (phone) => newestOf(made.ws, phone),
    close: async () => {
      await cleanUp();
      graph.close();
    },
  };
}

async function newestOf(ws: Client, phone: string): Promise<Conversation> {
  const [found] = await conversationsOf(ws, phone);
  if (!found) throw new Error(`no conversation with ${phone}`);
  return found;
}

/** Customers' numbers, one for each count. */
export const customer = (n: number): string => `55119${String(10_000_000 + n)}`;
