import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Field } from "./field.tsx";
import { PasswordField } from "./password-field.tsx";

const meta: Meta<typeof PasswordField> = {
  title: "Forms/PasswordField",
  component: PasswordField,
  args: { showLabel: "Show the password", hideLabel: "Hide the password", defaultValue: "correct horse" },
  render: (args) => (
    <Field label="Password">
      <PasswordField {...args} />
    </Field>
  ),
};
export default meta;

export const ShowAndHide: StoryObj<typeof PasswordField> = {
  play: async ({ canvas, userEvent }) => {
    const input = canvas.getByLabelText("Password");
    await expect(input).toHaveAttribute("type", "password");
    await userEvent.click(canvas.getByRole("button", { name: "Show the password" }));
    await expect(input).toHaveAttribute("type", "text");
    await userEvent.click(canvas.getByRole("button", { name: "Hide the password" }));
    await expect(input).toHaveAttribute("type", "password");
  },
};
