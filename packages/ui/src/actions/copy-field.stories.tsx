import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, spyOn } from "storybook/test";
import { CopyField } from "./copy-field.tsx";

const meta: Meta<typeof CopyField> = {
  title: "Actions/CopyField",
  component: CopyField,
  args: {
    value: "https://prosa.example/hooks/whatsapp/8f2c1a",
    label: "Webhook address",
    copyLabel: "Copy",
    copiedLabel: "Copied",
    onCopyError: fn(),
  },
};
export default meta;
type Story = StoryObj<typeof CopyField>;

export const Copies: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const write = spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await userEvent.click(canvas.getByRole("button", { name: "Copy" }));
    await expect(write).toHaveBeenCalledWith(args.value);
    await expect(await canvas.findByRole("button", { name: "Copied" })).toBeVisible();
    write.mockRestore();
  },
};

/** Over plain http in a local network browsers have no clipboard to write to; the text is copied as by hand. */
export const PlainHttp: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const clipboard = spyOn(navigator, "clipboard", "get").mockReturnValue(undefined as never);
    const copied = fn();
    const command = spyOn(document, "execCommand").mockImplementation(() => {
      copied((document.activeElement as HTMLTextAreaElement).value);
      return true;
    });
    await userEvent.click(canvas.getByRole("button", { name: "Copy" }));
    await expect(await canvas.findByRole("button", { name: "Copied" })).toHaveFocus();
    await expect(copied).toHaveBeenCalledWith(args.value);
    command.mockRestore();
    clipboard.mockRestore();
  },
};

/** Where the browser refuses the clipboard, the text is selected so that it can be copied by hand. */
export const ClipboardRefused: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const write = spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("denied"));
    await userEvent.click(canvas.getByRole("button", { name: "Copy" }));
    await expect(args.onCopyError).toHaveBeenCalledOnce();
    const input = canvas.getByRole<HTMLInputElement>("textbox", { name: "Webhook address" });
    await expect(input.selectionEnd).toBe(args.value.length);
    write.mockRestore();
  },
};
