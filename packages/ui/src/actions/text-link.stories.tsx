import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { TextLink } from "./text-link.tsx";

const meta: Meta<typeof TextLink> = {
  title: "Actions/TextLink",
  component: TextLink,
  args: { children: "Read how it works" },
};
export default meta;
type Story = StoryObj<typeof TextLink>;

export const Link: Story = {
  args: { href: "#how" },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("link", { name: "Read how it works" })).toHaveAttribute("href", "#how");
  },
};

export const Plain: Story = { args: { href: "#how", look: "plain" } };

/** Without an address it is a button, reachable and pressable by keyboard. */
export const Action: Story = {
  args: { onClick: fn(), children: "New note" },
  play: async ({ args, canvas, userEvent }) => {
    canvas.getByRole("button", { name: "New note" }).focus();
    await userEvent.keyboard("{Enter}");
    await expect(args.onClick).toHaveBeenCalledOnce();
  },
};
