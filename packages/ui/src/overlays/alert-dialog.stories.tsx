import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, fn, screen, waitFor } from "storybook/test";
import { Button } from "../actions/button.tsx";
import { AlertDialog, type AlertDialogProps } from "./alert-dialog.tsx";

const meta: Meta<typeof AlertDialog> = {
  title: "Overlays/AlertDialog",
  component: AlertDialog,
  args: {
    title: "Delete the connection?",
    description: "Customers who write to this number will get no answer. This cannot be undone.",
    confirmLabel: "Delete",
    cancelLabel: "Keep it",
    onConfirm: fn(),
  },
  render: (args) => <Controlled {...args} />,
};
export default meta;
type Story = StoryObj<typeof AlertDialog>;

function Controlled(props: AlertDialogProps) {
  const [open, setOpen] = useState(false);
  return <AlertDialog {...props} onOpenChange={setOpen} open={open} trigger={<Button>Delete…</Button>} />;
}

export const Open: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Delete…" }));
    await waitFor(() => expect(screen.getByRole("alertdialog", { name: "Delete the connection?" })).toBeVisible());
  },
};

export const Confirm: Story = {
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Delete…" }));
    await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    await expect(args.onConfirm).toHaveBeenCalledOnce();
  },
};

/** When it did not work the question stays, so that the error can be read and the press repeated. */
export const ConfirmFails: Story = {
  args: { onConfirm: fn(() => Promise.reject(new Error("offline"))), children: <p role="alert">You are offline.</p> },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Delete…" }));
    await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
    await expect(args.onConfirm).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.getByRole("alertdialog")).toBeVisible());
  },
};
