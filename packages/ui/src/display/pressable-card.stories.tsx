import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { PressableCard } from "./pressable-card.tsx";

const meta: Meta<typeof PressableCard> = {
  title: "Display/PressableCard",
  component: PressableCard,
  args: { children: "Scheduling", onClick: fn(), className: "max-w-60" },
};
export default meta;
type Story = StoryObj<typeof PressableCard>;

export const Plain: Story = {
  play: async ({ args, canvas, userEvent }) => {
    canvas.getByRole("button", { name: "Scheduling" }).focus();
    await userEvent.keyboard("{Enter}");
    await expect(args.onClick).toHaveBeenCalledOnce();
  },
};

export const Selected: Story = {
  args: { selected: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("button", { pressed: true })).toBeVisible();
  },
};
