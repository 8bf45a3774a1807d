import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { Keypad } from "./keypad.tsx";

const meta: Meta<typeof Keypad> = {
  title: "Chat/Keypad",
  component: Keypad,
  args: { label: "Keypad", onPress: fn(), active: "2", className: "w-72" },
};
export default meta;
type Story = StoryObj<typeof Keypad>;

export const Presses: Story = {
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: /^5/ }));
    await userEvent.click(canvas.getByRole("button", { name: "#" }));
    await expect(args.onPress).toHaveBeenNthCalledWith(1, "5");
    await expect(args.onPress).toHaveBeenNthCalledWith(2, "#");
  },
};

export const Disabled: Story = { args: { disabled: true } };
