import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, screen, waitFor } from "storybook/test";
import { Button } from "../actions/button.tsx";
import { Tooltip } from "./tooltip.tsx";

const meta: Meta<typeof Tooltip> = {
  title: "Overlays/Tooltip",
  component: Tooltip,
  args: { label: "Watch without taking over", shortcut: "W", children: <Button>Watch</Button> },
};
export default meta;

export const OnFocus: StoryObj<typeof Tooltip> = {
  play: async ({ userEvent }) => {
    await userEvent.tab();
    await expect(await screen.findByText("Watch without taking over")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByText("Watch without taking over")).toBeNull());
    await userEvent.tab();
    await userEvent.tab({ shift: true });
    await expect(await screen.findByText("Watch without taking over")).toBeVisible();
  },
};
