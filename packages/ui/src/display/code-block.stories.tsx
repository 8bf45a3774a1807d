import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, spyOn, waitFor } from "storybook/test";
import { CodeBlock } from "./code-block.tsx";

const meta: Meta<typeof CodeBlock> = {
  title: "Display/CodeBlock",
  component: CodeBlock,
  args: {
    label: "Example call",
    code: `curl -X POST https://prosa.example/api/v1/messages \\\n  -H "Authorization: Bearer …" \\\n  -d '{"to":"+5519998124407","text":"Olá!"}'`,
    copyLabel: "Copy",
    copiedLabel: "Copied",
  },
};
export default meta;
type Story = StoryObj<typeof CodeBlock>;

export const Copies: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const write = spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await userEvent.click(canvas.getByRole("button", { name: "Copy" }));
    await expect(write).toHaveBeenCalledWith(args.code);
    await expect(await canvas.findByRole("button", { name: "Copied" })).toBeVisible();
    write.mockRestore();
  },
};

/** Where the browser refuses the clipboard, the code is selected so that it can be copied by hand. */
export const ClipboardRefused: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const write = spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("denied"));
    await userEvent.click(canvas.getByRole("button", { name: "Copy" }));
    await waitFor(() => expect(getSelection()?.toString()).toBe(args.code));
    write.mockRestore();
  },
};

/** Long code scrolls, and the keyboard reaches it. */
export const Long: Story = {
  args: {
    code: Array.from({ length: 60 }, (_, line) => `line ${line} ${"x".repeat(150)}`).join("\n"),
    copyLabel: undefined,
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.tab();
    await expect(canvas.getByRole("region", { name: "Example call" })).toHaveFocus();
  },
};

export const Wrapped: Story = { args: { wrap: true, className: "max-w-64" } };
