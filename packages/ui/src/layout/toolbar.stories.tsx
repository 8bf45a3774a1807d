import type { Meta, StoryObj } from "@storybook/react-vite";
import { Hand, MousePointer2, StickyNote } from "lucide-react";
import { expect, fn, waitFor } from "storybook/test";
import { IconButton } from "../actions/icon-button.tsx";
import { Divider } from "../display/divider.tsx";
import { Toolbar, ToolbarItem } from "./toolbar.tsx";

const onNote = fn();
const meta: Meta<typeof Toolbar> = {
  title: "Layout/Toolbar",
  component: Toolbar,
  args: {
    "aria-label": "Canvas",
    floating: true,
    children: (
      <>
        <ToolbarItem>
          <IconButton icon={<MousePointer2 />} label="Select" pressed />
        </ToolbarItem>
        <ToolbarItem>
          <IconButton icon={<Hand />} label="Move" pressed={false} />
        </ToolbarItem>
        <Divider vertical />
        <ToolbarItem>
          <IconButton icon={<StickyNote />} label="Note" onClick={onNote} />
        </ToolbarItem>
      </>
    ),
  },
};
export default meta;

export const ByKeyboard: StoryObj<typeof Toolbar> = {
  play: async ({ canvas, userEvent }) => {
    onNote.mockClear();
    await userEvent.tab();
    await expect(canvas.getByRole("button", { name: "Select" })).toHaveFocus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    await waitFor(() => expect(canvas.getByRole("button", { name: "Note" })).toHaveFocus());
    await userEvent.keyboard("{Enter}");
    await expect(onNote).toHaveBeenCalledOnce();
  },
};
