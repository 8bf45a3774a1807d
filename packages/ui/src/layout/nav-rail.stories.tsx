import type { Meta, StoryObj } from "@storybook/react-vite";
import { Inbox, MessageCircle, PanelLeft, Workflow } from "lucide-react";
import { useState } from "react";
import { expect } from "storybook/test";
import { NavRail, NavRailItem, type NavRailProps } from "./nav-rail.tsx";

const meta: Meta<typeof NavRail> = {
  title: "Layout/NavRail",
  component: NavRail,
  args: {
    "aria-label": "Main",
    collapsed: false,
    brand: { mark: <MessageCircle className="size-7" />, name: "Prosa" },
  },
  render: (args) => <Example {...args} />,
};
export default meta;
type Story = StoryObj<typeof NavRail>;

function Example(props: NavRailProps) {
  const [collapsed, setCollapsed] = useState(props.collapsed);
  return (
    <div className="h-100">
      <NavRail
        {...props}
        collapsed={collapsed}
        footer={
          <NavRailItem
            icon={<PanelLeft />}
            label={collapsed ? "Expand" : "Collapse"}
            onClick={() => setCollapsed(!collapsed)}
          />
        }
      >
        <NavRailItem count={14} countLabel="14 waiting" current href="#inbox" icon={<Inbox />} label="Inbox" />
        <NavRailItem href="#flows" icon={<Workflow />} label="Flows" />
        <NavRailItem
          count={3}
          countLabel="3 new"
          countTone="muted"
          href="#chat"
          icon={<MessageCircle />}
          label="Team chat"
        />
      </NavRail>
    </div>
  );
}

export const CollapseAndExpand: Story = {
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByRole("link", { name: "Inbox 14 waiting" })).toHaveAttribute("aria-current", "page");
    await userEvent.click(canvas.getByRole("button", { name: "Collapse" }));
    await expect(canvas.getByRole("button", { name: "Expand" })).toBeVisible();
    await expect(canvas.getByRole("link", { name: "Flows" })).toBeVisible();
  },
};

export const Collapsed: Story = { args: { collapsed: true } };
