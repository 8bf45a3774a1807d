import { expect, test } from "vitest";
import type { Outgoing } from "../unsent/unsent-store.ts";
import type { Message } from "./message-queries.ts";
import { threadEntries } from "./thread-entries.ts";

let count = 0;
function message(at: string, more: Partial<Message> = {}): Message {
  count += 1;
  return {
    id: `m${count}`,
    direction: "in",
    author: { kind: "contact" },
    content: { type: "text", text: "oi" },
    status: null,
    error: null,
    at,
    clientId: null,
    ...more,
  } as Message;
}
const bot = (at: string, more: Partial<Message> = {}) =>
  message(at, { direction: "out", author: { kind: "bot", flow: { name: "Boas-vindas", version: 2 } }, ...more });
const dayKey = (at: string) => at.slice(0, 10);
const entries = (messages: Message[], outgoing: Outgoing[] = []) =>
  threadEntries({ messages: messages.toReversed(), outgoing, dayKey });

test("puts a day before the first message of each day", () => {
  const kinds = entries([message("2026-11-20T10:00Z"), message("2026-11-20T11:00Z"), message("2026-11-21T09:00Z")]).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(["day", "message", "message", "day", "message"]);
});

test("joins runs of one author, and parts them at a day or another flow version", () => {
  const shown = entries([
    bot("2026-11-20T10:00Z"),
    bot("2026-11-20T10:00Z"),
    bot("2026-11-20T10:01Z", { author: { kind: "bot", flow: { name: "Boas-vindas", version: 3 } } }),
    message("2026-11-20T10:02Z"),
    message("2026-11-21T10:02Z"),
  ]).flatMap((entry) => (entry.kind === "message" ? [[entry.first, entry.last]] : []));
  expect(shown).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
    [true, true],
  ]);
});

test("marks the option that the customer chose, and only on the menu it belongs to", () => {
  const menu = {
    type: "choices",
    text: "?",
    options: [
      { id: "a", title: "A" },
      { id: "b", title: "B" },
    ],
  };
  const shown = entries([
    bot("2026-11-20T10:00Z", { content: menu }),
    message("2026-11-20T10:01Z", { content: { type: "text", text: "hein?" } }),
    bot("2026-11-20T10:02Z", { content: menu }),
    message("2026-11-20T10:03Z", { content: { type: "choice", id: "b", title: "B" } }),
  ]).flatMap((entry) => (entry.kind === "message" ? [entry.chosen] : []));
  expect(shown).toEqual([null, null, "b", null]);
});

test("shows what is on its way until the server has it, under the same key", () => {
  const outgoing = { clientId: "c1", at: "2026-11-20T10:05Z" } as Outgoing;
  expect(entries([message("2026-11-20T10:00Z")], [outgoing]).at(-1)).toMatchObject({ kind: "outgoing", key: "c1" });
  const stored = message("2026-11-20T10:05Z", { direction: "out", clientId: "c1" });
  const after = entries([message("2026-11-20T10:00Z"), stored], [outgoing]);
  expect(after.filter(({ key }) => key === "c1")).toMatchObject([{ kind: "message" }]);
});

test("shows a message once although two pages hold it", () => {
  const one = message("2026-11-20T10:00Z");
  expect(threadEntries({ messages: [one, one], outgoing: [], dayKey })).toHaveLength(2);
});
