import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { file } from "./support/programs.ts";
import { cleanUp, startServer, temporaryFolder } from "./support/server.ts";
import { workspace } from "./support/set-up.ts";
import { shell } from "./support/shell.ts";

afterAll(cleanUp);

test("the README's lines for the API work as they stand there, once what only the reader knows is filled in", async () => {
  const url = await startServer({ PROSA_DATA_DIR: temporaryFolder() }).ready;
  const [, lines = ""] = /```sh\n(api=.*?)```/s.exec(readFileSync(file("README.md"), "utf8")) ?? [];
  const place = "token=prosa_…  ws=$api/workspaces/…\n";
  expect(lines.split(place)).toHaveLength(2);
  const [first = "", second = ""] = lines.replace("http://127.0.0.1:4600", url).split(place);

  const made = JSON.parse(await shell(first, file(""))) as { token: string; workspace: { id: string } };
  const filled = second
    .replace('"phoneNumberId": "…"', '"phoneNumberId": "100100100100100"')
    .replace('"businessAccountId": "…"', '"businessAccountId": "200200200200200"');
  const ws = `${url}/api/v1/workspaces/${made.workspace.id}`;
  const output = await shell(`token=${made.token}; ws=${ws}\n${filled}`, file(""));

  expect(output).toContain('{"issues":[]}');
  const api = workspace(url, made.workspace.id, made.token);
  const { items } = await api.get<{ items: unknown[] }>("/connections");
  expect(items).toMatchObject([{ name: "Loja", channel: "whatsapp", status: "ok", flows: [{ name: "Oi" }] }]);
});
