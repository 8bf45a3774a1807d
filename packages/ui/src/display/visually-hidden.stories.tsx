import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { VisuallyHidden } from "./visually-hidden.tsx";

const meta: Meta<typeof VisuallyHidden> = {
  title: "Display/VisuallyHidden",
  component: VisuallyHidden,
  args: { children: "Only heard" },
};
export default meta;

export const Plain: StoryObj<typeof VisuallyHidden> = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText("Only heard").getBoundingClientRect().width).toBeLessThanOrEqual(1);
  },
};
