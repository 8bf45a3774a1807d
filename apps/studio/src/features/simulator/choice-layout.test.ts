import type { Bubble, ChannelCapabilities } from "@prosa/flow-schema";
import { expect, test } from "vitest";
import { choiceLayout } from "./choice-layout.ts";

const channel: ChannelCapabilities = {
  type: "whatsapp",
  textLength: 4096,
  buttons: { max: 3, titleLength: 20, bodyLength: 1024 },
  list: { rows: 10, titleLength: 24, descriptionLength: 72, buttonLength: 20, bodyLength: 4096 },
  media: {},
  windowMs: null,
  templates: true,
  voice: false,
  reply: "push",
};
const choices = (...titles: string[]): Extract<Bubble, { type: "choices" }> => ({
  type: "choices",
  text: "?",
  options: titles.map((title, id) => ({ id: `${id}`, title })),
});

test("few short options are buttons, more are a list, too many or too long are numbered lines", () => {
  expect(choiceLayout(choices("Sim", "Não"), channel)).toBe("buttons");
  expect(choiceLayout(choices("a", "b", "c", "d"), channel)).toBe("list");
  expect(choiceLayout(choices("Falar com a recepção hoje"), channel)).toBe("numbered");
  expect(choiceLayout(choices(..."a,b,c,d,e,f,g,h,i,j,k".split(",")), channel)).toBe("numbered");
});

test("a description needs a list, and a channel with nothing gets numbers", () => {
  const described = choices("Sim");
  described.options = [{ id: "0", title: "Sim", description: "Pela Unimed" }];
  expect(choiceLayout(described, channel)).toBe("list");
  expect(choiceLayout(choices("Sim"), { ...channel, buttons: null, list: null })).toBe("numbered");
});
