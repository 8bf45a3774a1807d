import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { CountBadge } from "./count-badge.tsx";

const meta: Meta<typeof CountBadge> = { title: "Display/CountBadge", component: CountBadge, args: { count: 3 } };
export default meta;
type Story = StoryObj<typeof CountBadge>;

export const Tones: Story = {
  render: () => (
    <div className="flex items-center gap-2">
      <CountBadge count={3} />
      <CountBadge count={14} tone="danger" />
      <CountBadge count={120} tone="muted" />
      <CountBadge count={5} size="sm" tone="danger" />
    </div>
  ),
};

export const AboveTheLimit: Story = {
  args: { count: 1240, label: "1,240 unread" },
  play: async ({ canvas }) => {
    await expect(canvas.getByText("99+")).toBeVisible();
    await expect(canvas.getByText("1,240 unread")).toBeInTheDocument();
  },
};

export const ZeroIsNothing: Story = {
  args: { count: 0 },
  play: async ({ canvas }) => {
    await expect(canvas.queryByText("0")).toBeNull();
  },
};
