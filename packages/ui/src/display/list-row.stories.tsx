import type { Meta, StoryObj } from "@storybook/react-vite";
import { MessageSquare } from "lucide-react";
import type { ComponentProps } from "react";
import { expect, fn } from "storybook/test";
import { Avatar } from "./avatar.tsx";
import { Badge } from "./badge.tsx";
import { CountBadge } from "./count-badge.tsx";
import { IconTile } from "./icon-tile.tsx";
import { ListRow } from "./list-row.tsx";

const meta: Meta<typeof ListRow> = {
  title: "Display/ListRow",
  component: ListRow,
  args: {
    title: "Sebastião Itamar de Assunção Filho e Companhia Limitada",
    description: "Moça, o resultado do PSA já saiu? Tô preocupado com isso",
    aside: "09:14",
    leading: <Avatar name="Sebastião Filho" />,
    badge: <CountBadge count={3} />,
    meta: <Badge tone="danger">11 min</Badge>,
    className: "max-w-90",
    onClick: fn(),
  },
};
export default meta;
type Story = StoryObj<typeof ListRow>;

export const Conversation: Story = {
  args: { strong: true },
  play: async ({ args, canvas, userEvent }) => {
    const row = canvas.getByRole("button", { name: /Sebastião/ });
    await expect(row.getBoundingClientRect().height).toBe(76);
    row.focus();
    await userEvent.keyboard("{Enter}");
    await expect(args.onClick).toHaveBeenCalledOnce();
  },
};

export const Selected: Story = {
  args: { selected: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("button")).toHaveAttribute("aria-current", "true");
  },
};

export const AsLink: Story = {
  args: { render: <RouterLink /> },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("link", { name: /Sebastião/ })).toHaveAttribute("href", "#conversation");
  },
};

export const Palette: Story = {
  args: {
    look: "inset",
    title: "Message",
    description: "Text, picture or sound",
    leading: <IconTile category="message" icon={<MessageSquare />} />,
    aside: undefined,
    badge: undefined,
    meta: undefined,
  },
};

/** Stands for the link component of a router. */
function RouterLink(props: ComponentProps<"a">) {
  return (
    <a {...props} href="#conversation">
      {props.children}
    </a>
  );
}
