import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Button } from "../actions/button.tsx";
import { Card } from "../display/card.tsx";
import { Chip } from "../display/chip.tsx";
import { Page } from "./page.tsx";

const meta: Meta<typeof Page> = {
  title: "Layout/Page",
  component: Page,
  parameters: { layout: "fullscreen" },
  args: {
    title: "Reports",
    description: "Updated at 09:15, time of Brasília",
    actions: <Button variant="primary">Export</Button>,
    toolbar: (
      <div className="flex gap-2">
        <Chip caret>Queue</Chip>
        <Chip caret>Channel</Chip>
      </div>
    ),
    children: <Card>Conversations under way</Card>,
  },
};
export default meta;
type Story = StoryObj<typeof Page>;

export const Full: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("heading", { level: 1, name: "Reports" })).toBeVisible();
  },
};

export const Narrow: Story = { args: { width: "narrow" } };
