import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect } from "storybook/test";
import { Field } from "./field.tsx";
import { NumberField, type NumberFieldProps } from "./number-field.tsx";

const meta: Meta<typeof NumberField> = {
  title: "Forms/NumberField",
  component: NumberField,
  args: { value: 3, min: 0, max: 9, unit: "times", decreaseLabel: "Less", increaseLabel: "More" },
  render: (args) => <Example {...args} />,
};
export default meta;
type Story = StoryObj<typeof NumberField>;

function Example(props: NumberFieldProps) {
  const [value, setValue] = useState(props.value);
  return (
    <Field inline label="Ask again">
      <NumberField {...props} className="max-w-36" onValueChange={setValue} value={value} />
    </Field>
  );
}

export const Stepper: Story = {
  play: async ({ canvas, userEvent }) => {
    const input = canvas.getByRole("textbox", { name: "Ask again" });
    await userEvent.click(canvas.getByRole("button", { name: "More" }));
    await expect(input).toHaveValue("4");
    input.focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await expect(input).toHaveValue("2");
  },
};

export const StaysInRange: Story = {
  play: async ({ canvas, userEvent }) => {
    const input = canvas.getByRole("textbox", { name: "Ask again" });
    await userEvent.clear(input);
    await userEvent.type(input, "25");
    await userEvent.tab();
    await expect(input).toHaveValue("9");
    await expect(canvas.getByRole("button", { name: "More" })).toBeDisabled();
  },
};

export const Currency: Story = {
  args: { value: 1250.5, max: 99999, unit: undefined, locale: "pt-BR", format: { style: "currency", currency: "BRL" } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("textbox", { name: "Ask again" })).toHaveValue("R$\u00a01.250,50");
  },
};
