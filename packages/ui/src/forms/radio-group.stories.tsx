import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fn } from "storybook/test";
import { RadioGroup, type RadioGroupProps } from "./radio-group.tsx";

const meta: Meta<typeof RadioGroup<string>> = {
  title: "Forms/RadioGroup",
  component: RadioGroup,
  args: {
    value: "all",
    "aria-label": "Who may see conversations",
    onValueChange: fn(),
    options: [
      { value: "all", label: "The whole team", description: "Whoever signs in sees everything." },
      { value: "own", label: "Only who answers", description: "Everyone sees their own and those of their queues." },
      { value: "none", label: "Nobody", disabled: true },
    ],
  },
  render: (args) => <Example {...args} />,
};
export default meta;
type Story = StoryObj<typeof RadioGroup<string>>;

function Example(props: RadioGroupProps<string>) {
  const [value, setValue] = useState(props.value);
  return (
    <RadioGroup
      {...props}
      onValueChange={(next) => {
        setValue(next);
        props.onValueChange(next);
      }}
      value={value}
    />
  );
}

export const ByKeyboard: Story = {
  play: async ({ args, canvas, userEvent }) => {
    canvas.getByRole("radio", { name: /whole team/ }).focus();
    await userEvent.keyboard("{ArrowDown}");
    await expect(canvas.getByRole("radio", { name: /Only who answers/ })).toBeChecked();
    await expect(args.onValueChange).toHaveBeenCalledWith("own");
  },
};

export const Cards: Story = {
  args: { look: "cards" },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByText("Only who answers"));
    await expect(args.onValueChange).toHaveBeenCalledWith("own");
  },
};
