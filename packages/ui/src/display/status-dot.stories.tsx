import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { StatusDot } from "./status-dot.tsx";

const meta: Meta<typeof StatusDot> = { title: "Display/StatusDot", component: StatusDot, args: { tone: "success" } };
export default meta;
type Story = StoryObj<typeof StatusDot>;

export const Tones: Story = {
  render: () => (
    <div className="flex items-center gap-3">
      {(["success", "warning", "danger", "accent", "neutral", "off"] as const).map((tone) => (
        <StatusDot key={tone} tone={tone} />
      ))}
      <StatusDot ring tone="warning" />
    </div>
  ),
};

export const Named: Story = {
  args: { label: "Available" },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("img", { name: "Available" })).toBeVisible();
  },
};
