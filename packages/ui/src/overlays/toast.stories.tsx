import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, screen, spyOn, waitFor } from "storybook/test";
import { Button } from "../actions/button.tsx";
import { type ToastMessage, ToastProvider, useToast } from "./toast.tsx";

const onUndo = fn();

function Example({ message }: { message: ToastMessage }) {
  return (
    <ToastProvider closeLabel="Close" regionLabel="Notifications">
      <Show message={message} />
    </ToastProvider>
  );
}

function Show({ message }: { message: ToastMessage }) {
  const toast = useToast();
  return <Button onClick={() => toast.show(message)}>Show</Button>;
}

const meta: Meta<typeof Example> = { title: "Overlays/Toast", component: Example };
export default meta;
type Story = StoryObj<typeof Example>;

export const WithUndo: Story = {
  args: { message: { title: "Conversation closed", action: { label: "Undo", onPress: onUndo } } },
  play: async ({ canvas, userEvent }) => {
    onUndo.mockClear();
    await userEvent.click(canvas.getByRole("button", { name: "Show" }));
    await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
    await expect(onUndo).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByText("Conversation closed")).toBeNull());
  },
};

/** Never over what one writes and sends, which is at the bottom; and an error goes as well, later than the others. */
export const OutOfTheWay: Story = {
  args: { message: { title: "The file was not sent", tone: "danger" } },
  play: async ({ canvas, userEvent }) => {
    const timers = spyOn(window, "setTimeout");
    await userEvent.click(canvas.getByRole("button", { name: "Show" }));
    const toast = await screen.findByRole("dialog");
    await waitFor(() => expect(toast).toBeVisible());
    const { top, bottom } = toast.getBoundingClientRect();
    await expect(top).toBeGreaterThanOrEqual(48);
    await expect(bottom).toBeLessThan(innerHeight / 2);
    await expect(timers).toHaveBeenCalledWith(expect.any(Function), 10_000);
    timers.mockRestore();
    await userEvent.click(await screen.findByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Close" })).toBeNull());
  },
};

export const Danger: Story = {
  args: {
    message: { title: "The message was not sent", description: "The number does not use WhatsApp.", tone: "danger" },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Show" }));
    await waitFor(() => expect(screen.getAllByText("The number does not use WhatsApp.")[0]).toBeVisible());
  },
};

export const Success: Story = {
  args: { message: { title: "1,240 contacts imported", tone: "success" } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Show" }));
    await userEvent.click(await screen.findByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Close" })).toBeNull());
  },
};
