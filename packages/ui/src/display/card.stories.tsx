import type { Meta, StoryObj } from "@storybook/react-vite";
import { Card } from "./card.tsx";

const meta: Meta<typeof Card> = {
  title: "Display/Card",
  component: Card,
  args: { children: "Conversations under way" },
};
export default meta;
type Story = StoryObj<typeof Card>;

export const Padded: Story = {};
export const Small: Story = { args: { padding: "sm" } };
export const Bare: Story = { args: { padding: "none" } };
