import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect } from "storybook/test";
import { SearchField } from "./search-field.tsx";

const meta: Meta<typeof SearchField> = {
  title: "Forms/SearchField",
  component: SearchField,
  render: () => <Example />,
};
export default meta;

function Example() {
  const [value, setValue] = useState("");
  return (
    <SearchField
      clearLabel="Clear"
      hotkey="/"
      label="Search blocks"
      onValueChange={setValue}
      placeholder="Search blocks"
      value={value}
    />
  );
}

export const HotkeyAndEscape: StoryObj<typeof SearchField> = {
  play: async ({ canvas, userEvent }) => {
    const input = canvas.getByRole("searchbox", { name: "Search blocks" });
    await userEvent.keyboard("/");
    await expect(input).toHaveFocus();
    await expect(input).toHaveValue("");
    await userEvent.keyboard("a/b");
    await expect(input).toHaveValue("a/b");
    await userEvent.keyboard("{Escape}");
    await expect(input).toHaveValue("");
    await userEvent.keyboard("menu");
    await userEvent.click(canvas.getByRole("button", { name: "Clear" }));
    await expect(input).toHaveValue("");
    await expect(input).toHaveFocus();
  },
};
