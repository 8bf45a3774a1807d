import { emptyDocument, type FlowDocument } from "@prosa/flow-schema";
import { describe, expect, test } from "vitest";
import { writeAt } from "./write-at.ts";

const picture = { hash: "h", mimeType: "image/png", size: 1 };
const bubble = (text: string, order: number) => ({ type: "text", text, media: null, voice: false, order });

function withBubbles(bubbles: Record<string, ReturnType<typeof bubble>>): FlowDocument {
  const document = emptyDocument("chatbot", "pt-BR");
  const node = { type: "message", version: 1, config: { bubbles }, at: { x: 0, y: 0 } };
  return { ...document, nodes: { ...document.nodes, m: node } };
}

describe("one value written into a block's config", () => {
  const document = withBubbles({ a: bubble("Um", 1), b: bubble("Dois", 2) });

  test("is a change of its item alone, which else stays as it is now", () => {
    expect(writeAt(document, { node: "m", pointer: "/bubbles/b/media" }, () => picture)).toEqual([
      { path: ["nodes", "m", "config", "bubbles", "b"], value: { ...bubble("Dois", 2), media: picture } },
    ]);
  });

  test("changes nothing where its item or its block is gone", () => {
    expect(writeAt(document, { node: "m", pointer: "/bubbles/c/media" }, () => picture)).toEqual([]);
    expect(writeAt(document, { node: "gone", pointer: "/bubbles/b/media" }, () => picture)).toEqual([]);
    expect(writeAt(document, { node: "m", pointer: "/constructor/name" }, () => "x")).toEqual([]);
  });

  test("may be a field of the block itself", () => {
    expect(writeAt(document, { node: "m", pointer: "/media" }, () => picture)).toEqual([
      { path: ["nodes", "m", "config", "media"], value: picture },
    ]);
  });

  test("is told what it is now", () => {
    const kept = writeAt(document, { node: "m", pointer: "/bubbles/a" }, (now) => now ?? bubble("Outra", 1));
    expect(kept).toEqual([]);
  });

  test("is taken away by undefined", () => {
    expect(writeAt(document, { node: "m", pointer: "/bubbles/a" }, () => undefined)).toEqual([
      { path: ["nodes", "m", "config", "bubbles", "a"] },
    ]);
  });
});
