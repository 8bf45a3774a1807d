import type { Meta, StoryObj } from "@storybook/react-vite";
import { MessageSquare } from "lucide-react";
import { IconTile } from "./icon-tile.tsx";

const meta: Meta<typeof IconTile> = {
  title: "Display/IconTile",
  component: IconTile,
  args: { icon: <MessageSquare /> },
};
export default meta;
type Story = StoryObj<typeof IconTile>;

export const Categories: Story = {
  render: () => (
    <div className="flex gap-2">
      {(["message", "question", "logic", "action", "ai", "voice", "people", "flow"] as const).map((category) => (
        <IconTile category={category} icon={<MessageSquare />} key={category} />
      ))}
    </div>
  ),
};

export const Sizes: Story = {
  render: () => (
    <div className="flex items-center gap-2">
      <IconTile category="ai" icon={<MessageSquare />} size="sm" />
      <IconTile category="ai" icon={<MessageSquare />} />
      <IconTile color="var(--ch-whatsapp)" icon={<MessageSquare />} size="lg" />
    </div>
  ),
};
