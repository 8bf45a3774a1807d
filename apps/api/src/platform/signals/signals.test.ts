import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readEnv } from "../env.ts";
import { silentLogger } from "../logger.ts";
import { eventually } from "../testing/eventually.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { openSignals } from "./open-signals.ts";
import type { Signals } from "./signals.ts";

let database: TestDatabase;
let opened: Signals[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
afterEach(async () => {
  for (const signals of opened) await signals.close();
  opened = [];
  for (const socket of sockets) socket.destroy();
  nats?.close();
});

async function open(natsUrl: string, db = database.db): Promise<Signals> {
  const signals = await openSignals(readEnv({ NATS_URL: natsUrl }), db, silentLogger);
  opened.push(signals);
  return signals;
}

test("a signal reaches the other processes of the installation, and the own process once", async () => {
  const url = process.env.NATS_URL || (await startNats());
  const [one, two] = [await open(url), await open(url)];
  const heard: string[] = [];
  one.on("changes", () => heard.push("one"));
  two.on("changes", () => heard.push("two"));
  // A subscription is there once the server has said so: asking again until then is what listeners do anyway.
  await eventually(() => {
    one.emit("changes");
    expect(heard).toContain("two");
  });
  expect(heard.filter((who) => who === "one").length).toBeLessThanOrEqual(heard.indexOf("two") + 1);
});

test("another installation on the same NATS hears nothing", async () => {
  const url = process.env.NATS_URL || (await startNats());
  const other = await createTestDatabase();
  const [one, two, stranger] = [await open(url), await open(url), await open(url, other.db)];
  const heard: string[] = [];
  two.on("work", () => heard.push("two"));
  stranger.on("work", () => heard.push("stranger"));
  await eventually(() => {
    one.emit("work");
    expect(heard).toContain("two");
  });
  expect(heard).not.toContain("stranger");
  await other.close();
});

test("a NATS server that does not answer is named in one sentence", async () => {
  await expect(open("nats://127.0.0.1:1")).rejects.toThrow(/^NATS_URL names a server that does not answer/);
});

let nats: Server | undefined;
const sockets = new Set<Socket>();
/** The part of NATS that we use: subscriptions that end in a wildcard, and messages to all but their sender. */
async function startNats(): Promise<string> {
  const subscriptions: { socket: Socket; prefix: string; id: string }[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.write('INFO {"server_id":"x","version":"2.10.0","proto":1,"headers":true,"max_payload":1048576}\r\n');
    socket.on("data", (chunk: Buffer) => {
      const lines = chunk.toString().split("\r\n");
      for (const [at, line] of lines.entries()) {
        const [verb, subject = "", rest = ""] = line.split(" ");
        if (verb === "PING") socket.write("PONG\r\n");
        if (verb === "SUB") subscriptions.push({ socket, prefix: subject.replace("*", ""), id: rest });
        if (verb === "PUB")
          for (const s of subscriptions)
            if (s.socket !== socket && subject.startsWith(s.prefix))
              s.socket.write(`MSG ${subject} ${s.id} ${rest}\r\n${lines[at + 1] ?? ""}\r\n`);
      }
    });
    socket.on("error", () => sockets.delete(socket));
  });
  nats = server;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `nats://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
