import type { Meta, StoryObj } from "@storybook/react-vite";
import { Bell } from "lucide-react";
import { expect, fn } from "storybook/test";
import { IconButton } from "../actions/icon-button.tsx";
import { SearchButton, TopBar } from "./top-bar.tsx";

const onSearch = fn();
const meta: Meta<typeof TopBar> = {
  title: "Layout/TopBar",
  component: TopBar,
  parameters: { layout: "fullscreen" },
  args: {
    start: <b className="truncate">Clínica Vida Plena</b>,
    middle: <SearchButton label="Search contacts, flows, settings…" onClick={onSearch} shortcut="⌘K" />,
    end: <IconButton icon={<Bell />} label="Notifications" />,
  },
};
export default meta;

export const Desktop: StoryObj<typeof TopBar> = {
  play: async ({ canvas, userEvent }) => {
    onSearch.mockClear();
    const bar = canvas.getByRole("banner");
    await expect(bar.getBoundingClientRect().height).toBe(48);
    const search = canvas.queryByRole("button", { name: /Search/ });
    if (search) {
      await userEvent.click(search);
      await expect(onSearch).toHaveBeenCalledOnce();
    }
  },
};
