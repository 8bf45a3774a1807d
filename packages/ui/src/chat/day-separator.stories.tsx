import type { Meta, StoryObj } from "@storybook/react-vite";
import { ArrowLeftRight } from "lucide-react";
import { expect } from "storybook/test";
import { DaySeparator, SystemLine, TypingDots } from "./day-separator.tsx";

const meta: Meta<typeof DaySeparator> = {
  title: "Chat/DaySeparator",
  component: DaySeparator,
  args: { children: "Yesterday, Thursday, November 20", note: "holiday" },
};
export default meta;
type Story = StoryObj<typeof DaySeparator>;

export const Day: Story = {};

export const System: Story = {
  render: () => (
    <SystemLine icon={<ArrowLeftRight />} time="07:58">
      Moved to <b>Recepção</b> by <b>Ana</b>
    </SystemLine>
  ),
};

export const Typing: Story = {
  render: () => <TypingDots label="Maria Aparecida is typing" />,
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("status")).toHaveTextContent("Maria Aparecida is typing");
  },
};
