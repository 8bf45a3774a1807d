import type { Meta, StoryObj } from "@storybook/react-vite";
import { Bell, Bold, Trash2 } from "lucide-react";
import { expect, fn, screen } from "storybook/test";
import { CountBadge } from "../display/count-badge.tsx";
import { IconButton } from "./icon-button.tsx";

const meta: Meta<typeof IconButton> = {
  title: "Actions/IconButton",
  component: IconButton,
  args: { icon: <Trash2 />, label: "Delete", onClick: fn() },
};
export default meta;
type Story = StoryObj<typeof IconButton>;

/** The label is the accessible name, and shows as a tooltip on focus. */
export const Plain: Story = {
  args: { shortcut: "Del" },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.tab();
    await expect(canvas.getByRole("button", { name: "Delete" })).toHaveFocus();
    await expect(await screen.findByText("Del")).toBeVisible();
    await userEvent.keyboard("{Enter}");
    await expect(args.onClick).toHaveBeenCalledOnce();
  },
};

export const Pressed: Story = {
  args: { icon: <Bold />, label: "Bold", pressed: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("button", { name: "Bold", pressed: true })).toBeVisible();
  },
};

export const WithCount: Story = {
  args: { icon: <Bell />, label: "Notifications, 5 new", badge: <CountBadge count={5} size="sm" tone="danger" /> },
};

export const Looks: Story = {
  render: () => (
    <div className="flex items-center gap-2">
      {(["ghost", "secondary", "soft", "primary", "danger"] as const).map((variant) => (
        <IconButton icon={<Trash2 />} key={variant} label={`Delete, ${variant}`} variant={variant} />
      ))}
      {(["xs", "sm", "md", "lg"] as const).map((size) => (
        <IconButton icon={<Trash2 />} key={size} label={`Delete, ${size}`} size={size} variant="secondary" />
      ))}
      <IconButton icon={<Trash2 />} label="Delete, round" round variant="primary" />
      <IconButton disabled icon={<Trash2 />} label="Delete, not now" />
      <IconButton icon={<Trash2 />} label="Deleting" loading />
    </div>
  ),
};
