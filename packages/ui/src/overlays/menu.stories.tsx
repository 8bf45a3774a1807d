import type { Meta, StoryObj } from "@storybook/react-vite";
import { Copy, Pencil, Share2, Trash2 } from "lucide-react";
import { useState } from "react";
import { expect, fn, screen, waitFor } from "storybook/test";
import { Button } from "../actions/button.tsx";
import { Menu } from "./menu.tsx";
import { MenuCheckItem, MenuChoice, MenuGroup, MenuItem, MenuSeparator, Submenu } from "./menu-item.tsx";

const onRename = fn();
const onDelete = fn();
const items = (
  <>
    <MenuItem icon={<Pencil />} onSelect={onRename} shortcut="F2">
      Rename
    </MenuItem>
    <MenuItem description="With its versions" icon={<Copy />}>
      Duplicate
    </MenuItem>
    <Submenu icon={<Share2 />} label="Move to">
      <MenuItem>Scheduling</MenuItem>
      <MenuItem disabled>Archive</MenuItem>
    </Submenu>
    <MenuSeparator />
    <MenuItem danger icon={<Trash2 />} onSelect={onDelete}>
      Delete
    </MenuItem>
  </>
);
const meta: Meta<typeof Menu> = {
  title: "Overlays/Menu",
  component: Menu,
  args: { trigger: <Button>Actions</Button>, children: items },
};
export default meta;
type Story = StoryObj<typeof Menu>;

export const Open: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Actions" }));
    await waitFor(() => expect(screen.getByRole("menuitem", { name: /Rename/ })).toBeVisible());
  },
};

export const ByKeyboard: Story = {
  play: async ({ canvas, userEvent }) => {
    onDelete.mockClear();
    const trigger = canvas.getByRole("button", { name: "Actions" });
    trigger.focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByRole("menuitem", { name: /Rename/ })).toHaveFocus());
    await userEvent.keyboard("{ArrowUp}");
    await waitFor(() => expect(screen.getByRole("menuitem", { name: "Delete" })).toHaveFocus());
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    await expect(onDelete).toHaveBeenCalledOnce();
    await waitFor(() => expect(trigger).toHaveFocus());
  },
};

export const Choices: Story = {
  render: () => <Sorting />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Sort" }));
    await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "Unread first" }));
    await waitFor(() =>
      expect(screen.getByRole("menuitemcheckbox", { name: "Unread first", checked: true })).toBeVisible(),
    );
    await expect(screen.getByRole("menuitemradio", { name: "Oldest first", checked: true })).toBeVisible();
  },
};

function Sorting() {
  const [order, setOrder] = useState<"oldest" | "newest">("oldest");
  const [unread, setUnread] = useState(false);
  return (
    <Menu trigger={<Button>Sort</Button>}>
      <MenuGroup label="Order">
        <MenuChoice
          onValueChange={setOrder}
          options={[
            { value: "oldest", label: "Oldest first" },
            { value: "newest", label: "Newest first" },
          ]}
          value={order}
        />
      </MenuGroup>
      <MenuSeparator />
      <MenuCheckItem checked={unread} onCheckedChange={setUnread}>
        Unread first
      </MenuCheckItem>
    </Menu>
  );
}
