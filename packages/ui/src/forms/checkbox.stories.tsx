import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { Checkbox } from "./checkbox.tsx";

const meta: Meta<typeof Checkbox> = {
  title: "Forms/Checkbox",
  component: Checkbox,
  args: { label: "Tell me when it arrives", onCheckedChange: fn() },
};
export default meta;
type Story = StoryObj<typeof Checkbox>;

export const Ticks: Story = {
  args: { description: "A sound and a notice of the browser" },
  play: async ({ args, canvas, userEvent }) => {
    const box = canvas.getByRole("checkbox", { name: /Tell me when it arrives/ });
    await userEvent.click(canvas.getByText("Tell me when it arrives"));
    await expect(box).toBeChecked();
    box.focus();
    await userEvent.keyboard(" ");
    await expect(box).not.toBeChecked();
    await expect(args.onCheckedChange).toHaveBeenCalledTimes(2);
  },
};

export const Indeterminate: Story = {
  args: { indeterminate: true, label: "All queues" },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("checkbox")).toBePartiallyChecked();
  },
};

export const WithoutText: Story = { args: { label: undefined, "aria-label": "Select Maria", defaultChecked: true } };
export const Disabled: Story = { args: { disabled: true, defaultChecked: true } };
