import type { Meta, StoryObj } from "@storybook/react-vite";
import { Clock } from "lucide-react";
import { Badge } from "./badge.tsx";

const meta: Meta<typeof Badge> = { title: "Display/Badge", component: Badge, args: { children: "draft" } };
export default meta;
type Story = StoryObj<typeof Badge>;

export const Tones: Story = {
  render: () => (
    <div className="flex gap-2">
      {(["neutral", "accent", "info", "success", "warning", "danger"] as const).map((tone) => (
        <Badge icon={<Clock />} key={tone} tone={tone}>
          {tone}
        </Badge>
      ))}
    </div>
  ),
};

/** Every hue a key can get is readable. */
export const Labels: Story = {
  render: () => (
    <div className="flex flex-wrap gap-2">
      {Array.from({ length: 40 }, (_, n) => `label ${n}`).map((key) => (
        <Badge hueKey={key} key={key}>
          {key}
        </Badge>
      ))}
    </div>
  ),
};

export const LongText: Story = {
  args: { children: "Convênio Unimed Campinas, plano coletivo empresarial", className: "max-w-40" },
};
