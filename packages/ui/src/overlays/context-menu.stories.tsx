import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fireEvent, screen, waitFor } from "storybook/test";
import { ContextMenu } from "./context-menu.tsx";
import { MenuItem } from "./menu-item.tsx";

const meta: Meta<typeof ContextMenu> = {
  title: "Overlays/ContextMenu",
  component: ContextMenu,
  args: {
    area: (
      <div className="grid h-40 place-items-center rounded-lg border border-line bg-canvas">
        Press the right button here
      </div>
    ),
    children: (
      <>
        <MenuItem shortcut="Ctrl V">Paste</MenuItem>
        <MenuItem>Select all</MenuItem>
      </>
    ),
  },
};
export default meta;

export const Open: StoryObj<typeof ContextMenu> = {
  play: async ({ canvas }) => {
    const area = canvas.getByText("Press the right button here");
    await fireEvent.contextMenu(area, { clientX: 80, clientY: 60 });
    await waitFor(() => expect(screen.getByRole("menuitem", { name: /Paste/ })).toBeVisible());
  },
};
