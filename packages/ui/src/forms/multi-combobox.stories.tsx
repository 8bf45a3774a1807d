import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fn, screen, waitFor } from "storybook/test";
import { Field } from "./field.tsx";
import { MultiCombobox, type MultiComboboxProps } from "./multi-combobox.tsx";

const meta: Meta<typeof MultiCombobox> = {
  title: "Forms/MultiCombobox",
  component: MultiCombobox,
  args: {
    values: ["unimed"],
    placeholder: "Add a label",
    emptyText: "No label with this name",
    removeLabel: (label) => `Remove ${label}`,
    onValuesChange: fn(),
    options: [
      { value: "unimed", label: "Unimed" },
      { value: "mri", label: "Ressonância" },
      { value: "vip", label: "VIP" },
    ],
  },
  render: (args) => <Example {...args} />,
};
export default meta;
type Story = StoryObj<typeof MultiCombobox>;

function Example(props: MultiComboboxProps) {
  const [values, setValues] = useState(props.values);
  return (
    <Field label="Labels">
      <MultiCombobox
        {...props}
        onValuesChange={(next) => {
          setValues(next);
          props.onValuesChange(next);
        }}
        values={values}
      />
    </Field>
  );
}

export const AddAndRemove: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const input = canvas.getByRole("combobox", { name: "Labels" });
    await userEvent.type(input, "resso");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
    await userEvent.keyboard("{Enter}");
    await expect(args.onValuesChange).toHaveBeenLastCalledWith(["unimed", "mri"]);
    await userEvent.keyboard("{Escape}");
    await userEvent.click(await canvas.findByRole("button", { name: "Remove Unimed" }));
    await expect(args.onValuesChange).toHaveBeenLastCalledWith(["mri"]);
  },
};

export const Creatable: Story = {
  args: { onCreate: fn(), createLabel: (text) => `Create “${text}”` },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole("combobox", { name: "Labels" }), "Retorno");
    await userEvent.click(await screen.findByRole("option", { name: "Create “Retorno”" }));
    await expect(args.onCreate).toHaveBeenCalledWith("Retorno");
  },
};
