import type { Meta, StoryObj } from "@storybook/react-vite";
import { Tag } from "lucide-react";
import { expect, fn } from "storybook/test";
import { Chip, VariableChip } from "./chip.tsx";

const onRemove = fn();
const meta: Meta<typeof Chip> = {
  title: "Display/Chip",
  component: Chip,
  args: { children: "My queues", onClick: fn() },
};
export default meta;
type Story = StoryObj<typeof Chip>;

export const Toggle: Story = {
  args: { selected: true },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "My queues", pressed: true }));
    await expect(args.onClick).toHaveBeenCalledOnce();
  },
};

export const Removable: Story = {
  args: { selected: true, onRemove, removeLabel: "Remove the filter My queues", icon: <Tag /> },
  play: async ({ args, canvas, userEvent }) => {
    onRemove.mockClear();
    await userEvent.click(canvas.getByRole("button", { name: "Remove the filter My queues" }));
    await expect(onRemove).toHaveBeenCalledOnce();
    await expect(args.onClick).not.toHaveBeenCalled();
  },
};

export const Caret: Story = { args: { caret: true, children: "Channel" } };

export const Variables: Story = {
  render: () => (
    <p>
      Perfect, <VariableChip name="nome" />! Which day suits you?{" "}
      <VariableChip name="vagas.primeira" onClick={onRemove} />
    </p>
  ),
};
