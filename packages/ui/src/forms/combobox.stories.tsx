import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fn, screen, waitFor } from "storybook/test";
import { Combobox, type ComboboxProps } from "./combobox.tsx";
import { Field } from "./field.tsx";

const meta: Meta<typeof Combobox> = {
  title: "Forms/Combobox",
  component: Combobox,
  args: {
    value: null,
    placeholder: "Search a city",
    emptyText: "No city with this name",
    clearLabel: "Clear",
    openLabel: "Show the cities",
    onValueChange: fn(),
    options: [
      { value: "cps", label: "Campinas", description: "SP" },
      { value: "sao", label: "São Paulo", description: "SP" },
      { value: "bel", label: "Belém", description: "PA" },
    ],
  },
  render: (args) => <Example {...args} />,
};
export default meta;
type Story = StoryObj<typeof Combobox>;

function Example(props: ComboboxProps) {
  const [value, setValue] = useState(props.value);
  return (
    <Field label="City">
      <Combobox
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

/** Accents need not be typed. */
export const TypeAndChoose: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const input = canvas.getByRole("combobox", { name: "City" });
    await userEvent.type(input, "sao");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
    await userEvent.keyboard("{Enter}");
    await expect(input).toHaveValue("São Paulo");
    await expect(args.onValueChange).toHaveBeenCalledWith("sao");
    await userEvent.click(canvas.getByRole("button", { name: "Clear" }));
    await expect(args.onValueChange).toHaveBeenLastCalledWith(null);
    await expect(input).toHaveValue("");
  },
};

export const NothingFound: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole("combobox", { name: "City" }), "Lisboa");
    await waitFor(() => expect(screen.getByText("No city with this name")).toBeVisible());
  },
};

export const Creatable: Story = {
  args: { onCreate: fn(), createLabel: (text) => `Create “${text}”` },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole("combobox", { name: "City" }), "Valinhos");
    await userEvent.click(await screen.findByRole("option", { name: "Create “Valinhos”" }));
    await expect(args.onCreate).toHaveBeenCalledWith("Valinhos");
    await expect(args.onValueChange).not.toHaveBeenCalled();
  },
};

/** When the server searches, what it answered is shown as it is. */
export const SearchedByTheServer: Story = {
  args: { onSearch: fn(), loadingText: "Searching…" },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole("combobox", { name: "City" }), "x");
    await expect(args.onSearch).toHaveBeenLastCalledWith("x");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(3));
    await waitFor(() => expect(screen.getByText("Searching…")).toBeVisible());
  },
};
