import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { EditableText } from "./editable-text.tsx";

const meta: Meta<typeof EditableText> = {
  title: "Forms/EditableText",
  component: EditableText,
  args: { value: "Agendamento", label: "Name of the flow", onCommit: fn() },
};
export default meta;
type Story = StoryObj<typeof EditableText>;

export const Rename: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const input = canvas.getByRole("textbox", { name: "Name of the flow" });
    await userEvent.type(input, " de consultas{Enter}");
    await expect(args.onCommit).toHaveBeenCalledOnce();
    await expect(args.onCommit).toHaveBeenCalledWith("Agendamento de consultas");
  },
};

export const EscapeKeepsTheOldName: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const input = canvas.getByRole("textbox");
    await userEvent.type(input, "xyz{Escape}");
    await expect(input).toHaveValue("Agendamento");
    await userEvent.clear(input);
    await userEvent.tab();
    await expect(input).toHaveValue("Agendamento");
    await expect(args.onCommit).not.toHaveBeenCalled();
  },
};
