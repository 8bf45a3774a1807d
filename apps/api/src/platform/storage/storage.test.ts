import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "../ids.ts";
import { createTestApp, send, type TestApp } from "../testing/test-app.ts";
import { byteRange } from "./byte-range.ts";
import { fileNature } from "./file-kinds.ts";
import { createDiskStorage, type Storage } from "./storage.ts";

let folder: string;
let storage: Storage;
let t: TestApp;
const workspaceId = newId();
beforeAll(async () => {
  t = await createTestApp();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "prosa-files-"));
  storage = createDiskStorage(folder);
  return () => rmSync(folder, { recursive: true, force: true });
});
afterAll(() => t.close());

const text = async (stream: AsyncIterable<Buffer>) => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

test("the same content is kept once in a workspace, and not seen from another", async () => {
  const [one, two] = await Promise.all(
    [1, 2].map(() => storage.save(workspaceId, { content: Buffer.from("olá"), maxBytes: 10 })),
  );
  expect(one).toEqual(two);
  expect(await text(storage.read(workspaceId, one?.sha256 ?? ""))).toBe("olá");
  expect(await storage.size(newId(), one?.sha256 ?? "")).toBeUndefined();
});

test("a file is readable by its owner only", async () => {
  const { sha256 } = await storage.save(workspaceId, { content: Buffer.from("x"), maxBytes: 10 });
  expect(statSync(join(folder, workspaceId, sha256.slice(0, 2), sha256)).mode & 0o077).toBe(0);
});

test("what is too large, breaks off or is refused leaves nothing behind", async () => {
  async function* breaksOff() {
    yield Buffer.from("half");
    throw new Error("the sender hung up");
  }
  await expect(storage.save(workspaceId, { content: Buffer.alloc(11), maxBytes: 10 })).rejects.toMatchObject({
    code: "body_too_large",
  });
  await expect(storage.save(workspaceId, { content: breaksOff(), maxBytes: 10 })).rejects.toThrow("hung up");
  const inspect = () => Promise.reject(new Error("no"));
  await expect(storage.save(workspaceId, { content: Buffer.alloc(5), maxBytes: 10, inspect })).rejects.toThrow("no");
  expect(readdirSync(join(folder, "making"))).toEqual([]);
  expect(readdirSync(folder)).toEqual(["making"]);
});

test.each(["../../etc/passwd", "..", "a".repeat(63), `${"a".repeat(64)}/x`])(
  "a name like %s leads nowhere",
  async (name) => {
    expect(await storage.size(workspaceId, name)).toBeUndefined();
    expect(await storage.size(name, "a".repeat(64))).toBeUndefined();
  },
);

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
test.each([
  ["a picture, whatever it is called", png, "report.pdf", { kind: "image", contentType: "image/png" }],
  ["a PDF", Buffer.from("%PDF-1.7\n%âãÏÓ\n"), "a.pdf", { kind: "document", contentType: "application/pdf" }],
  ["plain text", Buffer.from("Olá,\r\n\tação ✓"), "a.txt", { kind: "document", contentType: "text/plain" }],
  [
    "an old Word file",
    Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]),
    "a.doc",
    { kind: "document", contentType: "application/msword" },
  ],
])("%s is recognised", async (_what, content, fileName, nature) => {
  const path = join(folder, "sample");
  writeFileSync(path, content);
  expect(await fileNature(path, { fileName, size: content.length })).toEqual(nature);
});

test.each([
  ["a web page", Buffer.from("<!DOCTYPE html><script>alert(1)</script>"), "a.txt"],
  ["a drawing that can hold scripts", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "a.png"],
  ["a program", Buffer.from("7f454c4602010100000000000000000002003e00", "hex"), "a.pdf"],
  ["bytes without meaning", Buffer.from([1, 2, 3, 255, 254]), "a.jpg"],
])("%s is not accepted, whatever its name", async (_what, content, fileName) => {
  const path = join(folder, "sample");
  writeFileSync(path, content);
  await expect(fileNature(path, { fileName, size: content.length })).rejects.toMatchObject({
    code: "unacceptable_file",
  });
});

test("an empty file is refused for being empty, whatever it is called", async () => {
  const path = join(folder, "sample");
  writeFileSync(path, "");
  for (const fileName of ["a.pdf", "a.txt", undefined])
    await expect(fileNature(path, { fileName, size: 0 })).rejects.toMatchObject({ code: "empty_file" });
});

test("a file over the limit of its kind is refused", async () => {
  const path = join(folder, "sample");
  writeFileSync(path, png);
  await expect(fileNature(path, { size: 6_000_000 })).rejects.toMatchObject({ code: "body_too_large" });
});

test.each([
  [undefined, undefined],
  ["bytes=0-3", { start: 0, end: 3 }],
  ["bytes=4-", { start: 4, end: 9 }],
  ["bytes=-3", { start: 7, end: 9 }],
  ["bytes=-99", { start: 0, end: 9 }],
  ["bytes=8-99", { start: 8, end: 9 }],
  ["bytes=10-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=5-2", undefined],
  ["bytes=0-1,4-5", undefined],
  ["chapters=1-2", undefined],
])("of ten bytes, the range %s is %o", (header, range) => {
  expect(byteRange(header, 10)).toEqual(range);
});

test("a signed address serves the file, whole and in parts, and can run nothing", async () => {
  const file = await t.deps.storage.save(workspaceId, { content: Buffer.from("0123456789"), maxBytes: 100 });
  const later = new Date(Date.now() + 60_000);
  const path = t.deps.addresses.make(
    { workspaceId, sha256: file.sha256, contentType: "audio/ogg", fileName: "voz 'é'.ogg" },
    later,
  );
  const get = (headers: Record<string, string> = {}, at = path) => send(t.app, { method: "GET", path: at, headers });
  const whole = await get();
  expect(await whole.text()).toBe("0123456789");
  expect(whole.headers.get("content-security-policy")).toContain("sandbox");
  expect(whole.headers.get("content-disposition")).toBe("inline; filename*=UTF-8''voz%20%27%C3%A9%27.ogg");
  const part = await get({ range: "bytes=2-4" });
  expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([206, "234", "bytes 2-4/10"]);
  expect((await get({ range: "bytes=50-" })).status).toBe(416);
  expect((await get({ "if-none-match": whole.headers.get("etag") ?? "" })).status).toBe(304);
  // Neither the type, nor the time, nor the workspace can be changed.
  for (const [from, to] of [
    ["audio%2Fogg", "text%2Fhtml"],
    [/e=\d+/, "e=99999999999"],
    [workspaceId, newId()],
  ] as const)
    expect((await get({}, path.replace(from, to))).status).toBe(404);
  const expired = t.deps.addresses.make(
    { workspaceId, sha256: file.sha256, contentType: "audio/ogg" },
    new Date(Date.now() - 2000),
  );
  expect((await get({}, expired)).status).toBe(404);
});

test("a document is downloaded, not shown", async () => {
  const file = await t.deps.storage.save(workspaceId, { content: Buffer.from("text"), maxBytes: 100 });
  const path = t.deps.addresses.make(
    { workspaceId, sha256: file.sha256, contentType: "text/plain" },
    new Date(Date.now() + 60_000),
  );
  expect((await send(t.app, { method: "GET", path })).headers.get("content-disposition")).toBe("attachment");
});
