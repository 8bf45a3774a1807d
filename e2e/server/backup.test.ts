import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Company, customer, startCompany } from "./support/company.ts";
import { everything } from "./support/everything.ts";
import { picture } from "./support/picture.ts";
import { file } from "./support/programs.ts";
import { finish, startServer, temporaryFolder } from "./support/server.ts";
import { workspace } from "./support/set-up.ts";
import { publish, talkTo, threadOf } from "./support/talk.ts";
import { until } from "./support/until.ts";

let company: Company;
/** Where the backups are: with the secret key in it, and without. */
let [withKey, withoutKey] = ["", ""];
let before: Record<string, unknown>;

beforeAll(async () => {
  company = await startCompany();
  const { ws, talk, graph } = company;
  const example: unknown = JSON.parse(readFileSync(file("docs/examples/hello.json"), "utf8"));
  const hello = await publish(ws, "Oi", example);
  await ws.put(`/connections/${talk.connectionId}/flows`, { flowIds: [hello] });
  graph.files.set("media-1", { bytes: picture(), mimeType: "image/png" });
  for (const n of [1, 2, 3]) {
    await talk.says(customer(n), `oi "${n}"\n\\ \t 😀`);
    await company.sentTo(customer(n), ["Oi! Como você se chama?"]);
  }
  await talk.sends(customer(1), { type: "image", image: { id: "media-1", mime_type: "image/png" } });
  await until(nothingUnderWay);
});
afterAll(() => company.close());

/** Everything said was sent, and the picture was fetched. */
async function nothingUnderWay(): Promise<void> {
  const ids = await Promise.all([1, 2, 3].map(async (n) => (await company.newest(customer(n))).id));
  const all = (await Promise.all(ids.map((id) => threadOf(company.ws, id)))).flat();
  if (all.some(({ status }) => status === "queued" || status === "sending")) throw new Error("still sending");
  if (!all.some(({ content }) => content.type === "image" && content.url)) throw new Error("no picture yet");
}

const restore = (dataDir: string, args: string[], key?: string) =>
  finish("restore", { PROSA_DATA_DIR: dataDir, ...(key && { PROSA_SECRET_KEY: key }) }, args);

test("a backup is made while the server runs", async () => {
  const folder = temporaryFolder();
  [withKey, withoutKey] = [join(folder, "with-key.backup"), join(folder, "without-key.backup")];
  const variables = { PROSA_DATA_DIR: company.dataDir };
  expect(await finish("backup", variables, [withKey, "--with-key"])).toMatchObject({ code: 0 });
  const made = await finish("backup", variables, [withoutKey]);
  expect(made.code).toBe(0);
  expect(made.output).toMatch(/^\S+without-key\.backup: \d+ rows, 1 files\.\nThe secret key is not in it: /);
  expect(gunzipSync(readFileSync(withoutKey)).toString()).not.toContain("EAAG-token");
  before = await everything(company.url, company.ws);
  expect(before).toMatchObject({ flows: [{ name: "Oi" }], conversations: [{}, {}, {}], contacts: [{}, {}, {}] });
  expect(JSON.stringify(before)).toContain(`200 ${createHash("sha256").update(picture()).digest("hex")}`);
});

test("a restore onto a server that runs is refused, and so is a second server", async () => {
  const sentence = `Prosa is already running with the data in ${company.dataDir}.\n`;
  expect(await restore(company.dataDir, [withKey, "--replace"])).toEqual({ code: 1, output: sentence });
  const second = startServer({ PROSA_DATA_DIR: company.dataDir });
  expect([await second.exited, second.output()]).toEqual([1, sentence]);
});

test("restored onto an empty folder, everything is equal, and the bot goes on", async () => {
  expect(await company.server.kill("SIGTERM")).toBe(0);
  const dataDir = temporaryFolder();
  const done = await restore(dataDir, [withKey]);
  expect(done.output).toMatch(/Restored \d+ rows and 1 files\.\n$/);
  expect(done.code).toBe(0);
  const { graph, workspaceId, token, talk } = company;
  const server = startServer({ PROSA_DATA_DIR: dataDir, PROSA_GRAPH_URL: graph.url });
  const url = await server.ready;
  const ws = workspace(url, workspaceId, token);
  expect(await everything(url, ws)).toEqual(before);
  // The connection's token was decrypted, and the session waits where it stood.
  const sent = graph.sent.length;
  await talkTo(url, talk).says(customer(2), "Caio");
  await until(() => expect(graph.sent.slice(sent)).toHaveLength(1));
  expect(graph.sent.at(-1)).toMatchObject({ token: "EAAG-token", body: { to: customer(2) } });
  expect(graph.textsTo(customer(2)).at(-1)).toBe("Prazer, Caio! Como posso ajudar?");

  await server.kill("SIGTERM");
  const twice = await restore(dataDir, [withKey]);
  expect(twice).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^There is data already\. .*--replace\.\n$/) as string,
  });
  expect(await restore(dataDir, [withKey, "--replace"])).toMatchObject({ code: 0 });
  const again = await startServer({ PROSA_DATA_DIR: dataDir, PROSA_GRAPH_URL: graph.url }).ready;
  expect(await everything(again, workspace(again, workspaceId, token))).toEqual(before);
});

test("a backup that cannot be restored here is refused in one sentence, and nothing is changed", async () => {
  const dataDir = temporaryFolder();
  const other = Buffer.alloc(32, 7).toString("base64");
  const newer = join(temporaryFolder(), "newer.backup");
  const [header = "", ...rest] = gunzipSync(readFileSync(withKey)).toString("latin1").split("\n");
  writeFileSync(
    newer,
    gzipSync(Buffer.from([header.replace(/"format":\d+/, '"format":99'), ...rest].join("\n"), "latin1")),
  );
  const cut = join(temporaryFolder(), "cut.backup");
  writeFileSync(cut, readFileSync(withKey).subarray(0, 2000));
  const notOne = join(temporaryFolder(), "notes.txt");
  writeFileSync(notOne, "milk, bread");
  for (const [args, key, sentence] of [
    [[withoutKey], undefined, /^The backup was made without the secret key: .* Nothing was changed\.\n$/],
    [[withoutKey], other, /^The backup was made under another secret key than the one here\. Nothing was changed\.\n$/],
    [[withKey], other, /^The backup brings another secret key than PROSA_SECRET_KEY: .* Nothing was changed\.\n$/],
    [[newer], undefined, /^\S+ was made by a newer version of Prosa \(format 99\): .*\n$/],
    [[cut], undefined, /^\S+ was cut off in the middle\. Nothing was changed\.\n$/],
    [[notOne], undefined, /^\S+ is not a backup of Prosa\.\n$/],
    [["/nowhere/at-all"], undefined, /^There is no file \/nowhere\/at-all\.\n$/],
  ] as const) {
    const refused = await restore(dataDir, [...args], key);
    expect(refused.output.replace("making the database (first start only)\n", "")).toMatch(sentence);
    expect(refused.code).toBe(1);
  }
  const url = await startServer({ PROSA_DATA_DIR: dataDir }).ready;
  expect(await (await fetch(`${url}/api/v1/setup`)).json()).toMatchObject({ needed: true });
});
