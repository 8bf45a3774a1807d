import type { Meta, StoryObj } from "@storybook/react-vite";
import { Inbox, MessageCircle } from "lucide-react";
import { expect } from "storybook/test";
import { Banner } from "../feedback/banner.tsx";
import { AppShell } from "./app-shell.tsx";
import { BottomBar, BottomBarItem } from "./bottom-bar.tsx";
import { NavRail, NavRailItem } from "./nav-rail.tsx";
import { Page } from "./page.tsx";
import { TopBar } from "./top-bar.tsx";

const meta: Meta<typeof AppShell> = {
  title: "Layout/AppShell",
  component: AppShell,
  parameters: { layout: "fullscreen" },
  args: {
    skipLabel: "Skip to the content",
    banner: (
      <Banner flush tone="offline">
        No internet.
      </Banner>
    ),
    rail: (
      <NavRail aria-label="Main" brand={{ mark: <MessageCircle />, name: "Prosa" }} collapsed>
        <NavRailItem current href="#inbox" icon={<Inbox />} label="Inbox" />
      </NavRail>
    ),
    top: <TopBar start={<b>Clínica Vida Plena</b>} />,
    bottom: (
      <BottomBar aria-label="Main, at the foot">
        <BottomBarItem current href="#inbox" icon={<Inbox />} label="Inbox" />
      </BottomBar>
    ),
    children: <Page title="Inbox" />,
  },
};
export default meta;

export const SkipsTheNavigation: StoryObj<typeof AppShell> = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.tab();
    const skip = canvas.getByRole("link", { name: "Skip to the content" });
    await expect(skip).toHaveFocus();
    await expect(skip).toHaveAttribute("href", `#${canvas.getByRole("main").id}`);
  },
};
