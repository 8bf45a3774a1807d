import type { Meta, StoryObj } from "@storybook/react-vite";
import { Mail } from "lucide-react";
import { expect, fn } from "storybook/test";
import { TextField } from "./text-field.tsx";

const meta: Meta<typeof TextField> = {
  title: "Forms/TextField",
  component: TextField,
  args: { "aria-label": "E-mail", placeholder: "name@company.com", onValueChange: fn() },
};
export default meta;
type Story = StoryObj<typeof TextField>;

export const Plain: Story = {
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole("textbox", { name: "E-mail" }), "zélia@prosa.example");
    await expect(args.onValueChange).toHaveBeenLastCalledWith("zélia@prosa.example", expect.anything());
  },
};

export const WithIconAndUnit: Story = {
  args: { icon: <Mail aria-hidden />, trailing: <span className="text-ink-2 text-sm">.com</span> },
};

export const Disabled: Story = { args: { disabled: true, defaultValue: "not now" } };
