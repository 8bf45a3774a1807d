import type { Meta, StoryObj } from "@storybook/react-vite";
import { LayoutGrid, List } from "lucide-react";
import { useState } from "react";
import { expect, fn } from "storybook/test";
import { SegmentedControl, type SegmentedControlProps } from "./segmented-control.tsx";

const meta: Meta<typeof SegmentedControl<string>> = {
  title: "Forms/SegmentedControl",
  component: SegmentedControl,
  args: {
    value: "wall",
    "aria-label": "View",
    onValueChange: fn(),
    options: [
      { value: "wall", label: "Wall", icon: <LayoutGrid /> },
      { value: "list", label: "List", icon: <List /> },
    ],
  },
  render: (args) => <Example {...args} />,
};
export default meta;
type Story = StoryObj<typeof SegmentedControl<string>>;

function Example(props: SegmentedControlProps<string>) {
  const [value, setValue] = useState(props.value);
  return (
    <SegmentedControl
      {...props}
      onValueChange={(next) => {
        setValue(next);
        props.onValueChange(next);
      }}
      value={value}
    />
  );
}

export const OneIsAlwaysChosen: Story = {
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "List" }));
    await expect(canvas.getByRole("button", { name: "List", pressed: true })).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "List" }));
    await expect(canvas.getByRole("button", { name: "List", pressed: true })).toBeVisible();
    await expect(args.onValueChange).toHaveBeenCalledOnce();
  },
};

export const IconsOnly: Story = { args: { iconOnly: true } };
