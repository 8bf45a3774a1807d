import type { Bubble, ChannelCapabilities } from "@prosa/flow-schema";

export type ChoiceLayout = "buttons" | "list" | "numbered";

/** How a channel of these capabilities shows a question with options: the test phone looks like the customer's. */
export function choiceLayout(bubble: Extract<Bubble, { type: "choices" }>, channel: ChannelCapabilities): ChoiceLayout {
  const { buttons, list } = channel;
  const longest = Math.max(0, ...bubble.options.map((option) => option.title.length));
  const plain = bubble.options.every((option) => !option.description);
  if (buttons && plain && bubble.options.length <= buttons.max && longest <= buttons.titleLength) return "buttons";
  if (list && bubble.options.length <= list.rows && longest <= list.titleLength) return "list";
  return "numbered";
}
