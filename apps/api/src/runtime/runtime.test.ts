import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../platform/testing/eventually.ts";
import { ask, drawing, end, start, startTalk, type Talk, text } from "./testing/talk.ts";

let talk: Talk;
beforeAll(async () => {
  talk = await startTalk();
  await talk.publish(
    drawing(
      {
        start: start(),
        hello: text("Olá!"),
        name: ask("Como você se chama?", "nome"),
        bye: text("Prazer, {{nome}}."),
        end: end(),
      },
      { "start:next": "hello", "hello:next": "name", "name:valid": "bye", "bye:next": "end" },
      { nome: { type: "text", scope: "contact" } },
    ),
  );
});
afterAll(() => talk.close());

test("a customer who writes is answered, and what they say is remembered", async () => {
  expect(await talk.say("5511900000001", "oi")).toBe(200);
  await eventually(() => expect(talk.provider.textsTo("5511900000001")).toEqual(["Olá!", "Como você se chama?"]));
  await talk.say("5511900000001", "Bia");
  await eventually(() => expect(talk.provider.textsTo("5511900000001")[2]).toBe("Prazer, Bia."));
  const conversation = await talk.conversation("5511900000001");
  expect(conversation).toMatchObject({
    status: "closed",
    contact: { name: "Bia" },
    flow: { name: "Recepção", version: 1 },
  });
  expect(conversation.protocol).toMatch(/^\d{8}-000001$/);
});
