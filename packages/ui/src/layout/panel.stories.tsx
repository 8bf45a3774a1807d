import type { Meta, StoryObj } from "@storybook/react-vite";
import { CircleHelp, Copy, Ellipsis } from "lucide-react";
import { expect } from "storybook/test";
import { Button } from "../actions/button.tsx";
import { IconButton } from "../actions/icon-button.tsx";
import { IconTile } from "../display/icon-tile.tsx";
import { Panel } from "./panel.tsx";

const meta: Meta<typeof Panel> = {
  title: "Layout/Panel",
  component: Panel,
  args: {
    title: "Day of the appointment, with a name that does not fit on one line",
    description: "Question",
    leading: <IconTile category="question" icon={<CircleHelp />} size="lg" />,
    actions: (
      <>
        <IconButton icon={<Copy />} label="Duplicate" />
        <IconButton icon={<Ellipsis />} label="More" />
      </>
    ),
    children: <p>What it asks</p>,
    footer: (
      <Button block variant="primary">
        Save
      </Button>
    ),
  },
  decorators: [
    (Story) => (
      <div className="h-100 w-80 border border-line">
        <Story />
      </div>
    ),
  ],
};
export default meta;

export const Inspector: StoryObj<typeof Panel> = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("region", { name: /Day of the appointment/ })).toBeVisible();
    await expect(canvas.getByRole("heading", { level: 2 })).toBeVisible();
  },
};
