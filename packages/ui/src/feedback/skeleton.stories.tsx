import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Skeleton, SkeletonRows } from "./skeleton.tsx";

const meta: Meta<typeof Skeleton> = { title: "Feedback/Skeleton", component: Skeleton };
export default meta;
type Story = StoryObj<typeof Skeleton>;

export const Line: Story = {};
export const Round: Story = { args: { round: true, className: "size-9" } };

export const Rows: Story = {
  render: () => <SkeletonRows label="Loading conversations" rows={4} />,
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("status")).toHaveTextContent("Loading conversations");
  },
};
