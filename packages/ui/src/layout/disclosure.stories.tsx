import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { Disclosure } from "./disclosure.tsx";

const meta: Meta<typeof Disclosure> = {
  title: "Layout/Disclosure",
  component: Disclosure,
  args: { title: "Advanced", aside: "2 set", children: "Timeout and retries" },
};
export default meta;

export const Unfolds: StoryObj<typeof Disclosure> = {
  play: async ({ canvas, userEvent }) => {
    const button = canvas.getByRole("button", { name: /Advanced/, expanded: false });
    button.focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(canvas.getByText("Timeout and retries")).toBeVisible());
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(canvas.queryByText("Timeout and retries")).toBeNull());
  },
};
