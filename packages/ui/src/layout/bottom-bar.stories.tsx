import type { Meta, StoryObj } from "@storybook/react-vite";
import { CalendarDays, Contact, Ellipsis, Inbox } from "lucide-react";
import { expect, fn } from "storybook/test";
import { BottomBar, BottomBarItem } from "./bottom-bar.tsx";

const onMore = fn();
const meta: Meta<typeof BottomBar> = {
  title: "Layout/BottomBar",
  component: BottomBar,
  args: {
    "aria-label": "Main",
    children: (
      <>
        <BottomBarItem count={14} countLabel="14 waiting" current href="#inbox" icon={<Inbox />} label="Inbox" />
        <BottomBarItem href="#contacts" icon={<Contact />} label="Contacts" />
        <BottomBarItem href="#schedule" icon={<CalendarDays />} label="Schedule" />
        <BottomBarItem icon={<Ellipsis />} label="More" onClick={onMore} />
      </>
    ),
  },
};
export default meta;

export const Phone: StoryObj<typeof BottomBar> = {
  play: async ({ canvas, userEvent }) => {
    onMore.mockClear();
    const more = canvas.getByRole("button", { name: "More" });
    await expect(more.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
    await userEvent.click(more);
    await expect(onMore).toHaveBeenCalledOnce();
  },
};
