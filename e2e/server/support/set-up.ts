import { type Client, createClient } from "./client.ts";

/** A server that has just been set up without a browser. */
export interface SetUp {
  /** The API inside the new workspace. */
  ws: Client;
  token: string;
  workspaceId: string;
}

/** The one set-up of a new server, answered with a token. */
export async function setUp(url: string, more: Record<string, unknown> = {}): Promise<SetUp> {
  const made = await createClient(`${url}/api/v1`).post<{ token: string; workspace: { id: string } }>("/setup", {
    name: "Ana",
    email: "ana@example.com",
    password: "a long enough sentence",
    locale: "pt-BR",
    timeZone: "America/Sao_Paulo",
    workspaceName: "Loja",
    example: false,
    ...more,
  });
  return { token: made.token, workspaceId: made.workspace.id, ws: workspace(url, made.workspace.id, made.token) };
}

/** The API inside a workspace. */
export const workspace = (url: string, id: string, token: string): Client =>
  createClient(`${url}/api/v1/workspaces/${id}`, token);
