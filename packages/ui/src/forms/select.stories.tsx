import type { Meta, StoryObj } from "@storybook/react-vite";
import { Calendar, Phone } from "lucide-react";
import { useState } from "react";
import { expect, fn, screen, waitFor } from "storybook/test";
import { Field } from "./field.tsx";
import { Select, type SelectProps } from "./select.tsx";

const meta: Meta<typeof Select<string>> = {
  title: "Forms/Select",
  component: Select,
  args: {
    value: null,
    placeholder: "Choose a type",
    onValueChange: fn(),
    options: [
      { value: "date", label: "Date", icon: <Calendar />, description: "Understands “tomorrow” and “12/05”" },
      { value: "phone", label: "Phone", icon: <Phone /> },
      { label: "Later", options: [{ value: "file", label: "File", disabled: true }] },
    ],
  },
  render: (args) => <Example {...args} />,
};
export default meta;
type Story = StoryObj<typeof Select<string>>;

function Example(props: SelectProps<string>) {
  const [value, setValue] = useState(props.value);
  return (
    <Field label="Type">
      <Select
        {...props}
        onValueChange={(next) => {
          setValue(next);
          props.onValueChange(next);
        }}
        value={value}
      />
    </Field>
  );
}

export const Open: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("combobox", { name: "Type" }));
    await waitFor(() => expect(screen.getByRole("option", { name: /Date/ })).toBeVisible());
  },
};

export const ChooseByKeyboard: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const trigger = canvas.getByRole("combobox", { name: "Type" });
    await expect(trigger).toHaveTextContent("Choose a type");
    trigger.focus();
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(screen.getByRole("option", { name: /Date/ })).toHaveFocus());
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(screen.getByRole("option", { name: "Phone" })).toHaveFocus());
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(trigger).toHaveTextContent("Phone"));
    await expect(args.onValueChange).toHaveBeenCalledWith("phone");
  },
};

export const Disabled: Story = { args: { disabled: true, value: "date" } };
