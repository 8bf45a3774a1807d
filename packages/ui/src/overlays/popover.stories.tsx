import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, screen, waitFor } from "storybook/test";
import { Button } from "../actions/button.tsx";
import { Popover } from "./popover.tsx";

const meta: Meta<typeof Popover> = {
  title: "Overlays/Popover",
  component: Popover,
  args: {
    trigger: <Button>How it is calculated</Button>,
    title: "How it is calculated",
    closeLabel: "Close",
    children: <p className="text-ink-2">From joining the queue to the first answer by a person, on average.</p>,
  },
};
export default meta;
type Story = StoryObj<typeof Popover>;

export const Open: Story = {
  play: async ({ canvas, userEvent }) => {
    const trigger = canvas.getByRole("button", { name: "How it is calculated" });
    await userEvent.click(trigger);
    await waitFor(() => expect(screen.getByRole("dialog", { name: "How it is calculated" })).toBeVisible());
  },
};

export const EscapeGivesTheFocusBack: Story = {
  play: async ({ canvas, userEvent }) => {
    const trigger = canvas.getByRole("button", { name: "How it is calculated" });
    await userEvent.click(trigger);
    await waitFor(() => expect(screen.getByRole("dialog")).toContainElement(document.activeElement as HTMLElement));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(trigger).toHaveFocus());
  },
};
