import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { ProgressBar } from "./progress-bar.tsx";

const meta: Meta<typeof ProgressBar> = {
  title: "Feedback/ProgressBar",
  component: ProgressBar,
  args: { label: "Importing contacts", value: 62, showLabel: true, valueText: "1,240 of 2,000" },
};
export default meta;
type Story = StoryObj<typeof ProgressBar>;

export const WithFigures: Story = {
  play: async ({ canvas }) => {
    const bar = canvas.getByRole("progressbar", { name: "Importing contacts" });
    await expect(bar).toHaveAttribute("aria-valuenow", "62");
    await expect(bar).toHaveAttribute("aria-valuetext", "1,240 of 2,000");
  },
};

export const Unknown: Story = {
  args: { value: null, showLabel: false, valueText: undefined },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("progressbar", { name: "Importing contacts" })).not.toHaveAttribute("aria-valuenow");
  },
};
