import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { Field } from "./field.tsx";
import { Switch } from "./switch.tsx";

const meta: Meta<typeof Switch> = {
  title: "Forms/Switch",
  component: Switch,
  args: { onCheckedChange: fn() },
  render: (args) => (
    <Field inline label="Answer outside opening hours">
      <Switch {...args} />
    </Field>
  ),
};
export default meta;
type Story = StoryObj<typeof Switch>;

export const OnAndOff: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const control = canvas.getByRole("switch", { name: "Answer outside opening hours" });
    await expect(control).not.toBeChecked();
    await userEvent.click(canvas.getByText("Answer outside opening hours"));
    await expect(control).toBeChecked();
    control.focus();
    await userEvent.keyboard(" ");
    await expect(args.onCheckedChange).toHaveBeenCalledTimes(2);
  },
};

export const On: Story = { args: { defaultChecked: true } };
export const Disabled: Story = { args: { disabled: true } };
