import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { Field } from "./field.tsx";
import { TextArea } from "./text-area.tsx";

const meta: Meta<typeof TextArea> = {
  title: "Forms/TextArea",
  component: TextArea,
  args: { onValueChange: fn(), maxRows: 5 },
  render: (args) => (
    <Field label="Message">
      <TextArea {...args} />
    </Field>
  ),
};
export default meta;

export const GrowsWithTheText: StoryObj<typeof TextArea> = {
  play: async ({ args, canvas, userEvent }) => {
    const area = canvas.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" });
    const before = area.offsetHeight;
    await userEvent.type(area, "one{Enter}two{Enter}three{Enter}four");
    await expect(area.offsetHeight).toBeGreaterThan(before);
    await expect(args.onValueChange).toHaveBeenLastCalledWith("one\ntwo\nthree\nfour");
    await userEvent.type(area, "{Enter}five{Enter}six{Enter}seven{Enter}eight");
    await expect(area.offsetHeight).toBeLessThanOrEqual(5 * 20 + 12);
    await expect(area.scrollHeight).toBeGreaterThan(area.offsetHeight);
  },
};
