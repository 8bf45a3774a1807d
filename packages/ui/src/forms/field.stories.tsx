import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Field } from "./field.tsx";
import { TextField } from "./text-field.tsx";

const meta: Meta<typeof Field> = {
  title: "Forms/Field",
  component: Field,
  args: { label: "Address of the API", children: <TextField defaultValue="https://example.org" /> },
};
export default meta;
type Story = StoryObj<typeof Field>;

export const WithDescription: Story = {
  args: { description: "Must answer within ten seconds.", hint: "optional" },
  play: async ({ canvas }) => {
    const input = canvas.getByRole("textbox", { name: /Address of the API/ });
    await expect(input).toHaveAccessibleDescription("Must answer within ten seconds.");
  },
};

export const Required: Story = {
  args: { required: true, children: <TextField required /> },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("textbox", { name: "Address of the API" })).toBeRequired();
  },
};

export const WithError: Story = {
  args: { error: "This address does not answer. Check it and try again." },
  play: async ({ canvas }) => {
    const input = canvas.getByRole("textbox", { name: "Address of the API" });
    await expect(input).toBeInvalid();
    await expect(input).toHaveAccessibleDescription(/does not answer/);
  },
};

export const HiddenLabel: Story = {
  args: { hideLabel: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("textbox", { name: "Address of the API" })).toBeVisible();
  },
};

export const Disabled: Story = {
  args: { disabled: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("textbox")).toBeDisabled();
  },
};
