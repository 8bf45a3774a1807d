import type { Meta, StoryObj } from "@storybook/react-vite";
import { Bold } from "lucide-react";
import { expect, fn } from "storybook/test";
import { IconButton } from "../actions/icon-button.tsx";
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

export const WithTools: StoryObj<typeof TextArea> = {
  args: {
    footer: (
      <>
        <IconButton icon={<Bold />} label="Bold" size="xs" />
        <span className="num ml-auto pr-1.5 text-ink-2 text-xs">58</span>
      </>
    ),
  },
};
