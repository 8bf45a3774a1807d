import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { ErrorState } from "./error-state.tsx";

const meta: Meta<typeof ErrorState> = {
  title: "Feedback/ErrorState",
  component: ErrorState,
  args: {
    title: "The conversations could not be loaded",
    text: "The server does not answer. Nothing is lost; try again in a moment.",
    retryLabel: "Try again",
    onRetry: fn(),
  },
};
export default meta;
type Story = StoryObj<typeof ErrorState>;

export const Retry: Story = {
  play: async ({ args, canvas, userEvent }) => {
    await expect(canvas.getByRole("alert")).toHaveTextContent("could not be loaded");
    await userEvent.click(canvas.getByRole("button", { name: "Try again" }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
};

export const Compact: Story = { args: { compact: true, loading: true } };
