import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Field } from "./field.tsx";
import { FormSection } from "./form-section.tsx";
import { Switch } from "./switch.tsx";
import { TextField } from "./text-field.tsx";

const meta: Meta<typeof FormSection> = {
  title: "Forms/FormSection",
  component: FormSection,
  args: {
    title: "If there is no answer",
    actions: <Switch aria-label="If there is no answer" defaultChecked />,
    children: (
      <Field label="Wait">
        <TextField defaultValue="10 minutes" />
      </Field>
    ),
  },
};
export default meta;
type Story = StoryObj<typeof FormSection>;

export const Stack: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("region", { name: "If there is no answer" })).toBeVisible();
  },
};

export const Side: Story = { args: { layout: "side", description: "Applies to every question of this flow." } };
