import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { documentFormat, emptyDocument } from "./document.ts";
import { migrateDocument } from "./migrate-document.ts";
import { parseDocument } from "./parse-document.ts";

const fixtures = new URL("../fixtures/documents/", import.meta.url);

describe("a document", () => {
  it.each(readdirSync(fixtures))("of the format in %s is read", (file) => {
    const parsed = parseDocument(JSON.parse(readFileSync(new URL(file, fixtures), "utf8")));
    expect(parsed.issues).toBeUndefined();
    expect(parsed.document?.format).toBe(documentFormat);
  });

  it("has a fixture for every format there has been", () => {
    const formats = readdirSync(fixtures).map((file) => Number(/^format-(\d+)\.json$/.exec(file)?.[1]));
    expect(formats.sort((a, b) => a - b)).toEqual(Array.from({ length: documentFormat }, (_, index) => index + 1));
  });

  it("keeps node types nobody here has heard of", () => {
    const node = { type: "acme-crm", version: 7, config: { deep: { list: [1, null, "x"] } }, at: { x: 1.5, y: -2 } };
    const drawn = { ...emptyDocument("chatbot", "en"), nodes: { crm: node } };
    expect(parseDocument(drawn).document?.nodes.crm).toEqual(node);
  });

  it.each([
    [null, "", "A flow document is a JSON object."],
    [[], "", "A flow document is a JSON object."],
    [{ format: "1" }, "/format", "The format must be a whole number from 1 to 1."],
    [
      { format: 99 },
      "/format",
      "This flow was written by a newer version of Prosa (format 99); this one reads up to 1.",
    ],
  ])("that is %j is refused with a reason", (json, pointer, message) => {
    expect(parseDocument(json)).toEqual({ issues: [{ pointer, message }] });
  });

  it("with a mistake names its place by a JSON pointer", () => {
    const drawn = { ...emptyDocument("chatbot", "en"), nodes: { "a b": {}, ok: { type: 1 } } };
    const pointers = parseDocument(drawn).issues?.map(({ pointer }) => pointer);
    expect(pointers).toContain("/nodes/ok/type");
    expect(pointers).toContain("/nodes/a b");
  });

  it("has edges named after the exit they leave by", () => {
    const drawn = { ...emptyDocument("chatbot", "en"), edges: { e1: { from: ["start", "next"], to: "x" } } };
    expect(parseDocument(drawn).issues).toMatchObject([{ pointer: "/edges/e1" }]);
  });

  it("may not be larger than a flow can be", () => {
    const base = emptyDocument("chatbot", "en");
    const nodes = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`n${index}`, base.nodes.start]));
    expect(parseDocument({ ...base, nodes }).issues).toMatchObject([{ pointer: "/nodes" }]);
    const translations = { es: { "start/text": "x".repeat(2_000_000) } };
    expect(parseDocument({ ...base, translations }).issues).toMatchObject([{ pointer: "" }]);
  });

  it("cannot smuggle a prototype in", () => {
    const node = '{"type":"a","version":1,"config":{},"at":{"x":0,"y":0}}';
    const nodes = JSON.parse(`{"__proto__":${node},"ok":${node}}`) as object;
    const { document } = parseDocument({ ...emptyDocument("chatbot", "en"), nodes });
    expect(Object.keys(document?.nodes ?? {})).toEqual(["ok"]);
    expect(Object.getPrototypeOf(document?.nodes)).toBe(Object.prototype);
  });
});

it("migrations run in their order, each on what the one before it gave", () => {
  const migrations = [
    { name: "name the kind", from: 1, migrate: (document: object) => ({ ...document, kind: "chatbot" }) },
    { name: "count", from: 2, migrate: (document: { kind?: unknown }) => ({ ...document, seen: document.kind }) },
  ];
  expect(migrateDocument({ format: 1 }, migrations)).toEqual({
    document: { format: 3, kind: "chatbot", seen: "chatbot" },
  });
  expect(migrateDocument({ format: 2, kind: "x" }, migrations)).toEqual({
    document: { format: 3, kind: "x", seen: "x" },
  });
});
