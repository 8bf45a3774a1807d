import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A server of ours as a process of its own, set up with one workspace and one WhatsApp number. */
export interface Prosa {
  url: string;
  workspace: string;
  connection: string;
  phoneNumberId: string;
  appSecret: string;
  api<T>(method: string, path: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** Starts the built server on a database. `graphUrl`: where it finds the provider. */
export async function startProsa(options: { databaseUrl: string; port: number; graphUrl: string }): Promise<Prosa> {
  const folder = mkdtempSync(join(tmpdir(), "prosa-bench-"));
  const main =
    process.env.PROSA_BENCH_MAIN ?? fileURLToPath(new URL("../../../../apps/api/dist/main.js", import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: options.databaseUrl,
      PORT: String(options.port),
      PROSA_DATA_DIR: folder,
      PROSA_GRAPH_URL: options.graphUrl,
      PROSA_LOG_LEVEL: "error",
      PROSA_STANDIN: "0",
      ...(process.env.NODE_OPTIONS && { NODE_OPTIONS: process.env.NODE_OPTIONS }),
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const url = `http://127.0.0.1:${options.port}`;
  await answering(url);
  const call = async <T>(method: string, path: string, body?: unknown, token?: string): Promise<T> => {
    const response = await fetch(url + path, {
      method,
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const account = {
    name: "Bench",
    email: "bench@example.com",
    password: "a long password",
    locale: "en",
    timeZone: "UTC",
  };
  const made = await call<{ token: string; workspace: { id: string } }>("POST", "/api/v1/setup", {
    ...account,
    example: false,
  });
  const api = <T>(method: string, path: string, body?: unknown) =>
    call<T>(method, `/api/v1/workspaces/${made.workspace.id}${path}`, body, made.token);
  const [phoneNumberId, appSecret] = ["106540352242922", "0123456789abcdef0123456789abcdef"];
  const connection = await api<{ id: string }>("POST", "/connections", {
    name: "Bench",
    channel: "whatsapp",
    settings: {
      phoneNumberId,
      businessAccountId: "102290129340398",
    },
    secrets: {
      token: "a-token-of-the-bench",
      appSecret,
      verifyToken: "a-verify-token",
    },
  });
  return {
    url,
    workspace: made.workspace.id,
    connection: connection.id,
    phoneNumberId,
    appSecret,
    api,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, {
        recursive: true,
        force: true,
      });
    },
  };
}

async function answering(url: string): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const ready = await fetch(`${url}/api/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await pause(100);
  }
  throw new Error("the server did not come up");
}
