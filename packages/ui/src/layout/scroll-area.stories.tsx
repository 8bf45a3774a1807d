import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { ScrollArea } from "./scroll-area.tsx";

const meta: Meta<typeof ScrollArea> = {
  title: "Layout/ScrollArea",
  component: ScrollArea,
  args: {
    label: "History",
    className: "h-32 rounded-md border border-line p-3",
    children: Array.from({ length: 20 }, (_, day) => `November ${day + 1}`).map((day) => <p key={day}>{day}</p>),
  },
};
export default meta;

export const ReachableByKeyboard: StoryObj<typeof ScrollArea> = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.tab();
    await expect(canvas.getByRole("region", { name: "History" })).toHaveFocus();
  },
};
