import type { Meta, StoryObj } from "@storybook/react-vite";
import { X } from "lucide-react";
import { useState } from "react";
import { expect, waitFor } from "storybook/test";
import { IconButton } from "../actions/icon-button.tsx";
import { TabNav, TabNavLink } from "./tab-nav.tsx";
import { Tab, TabList, TabPanel, Tabs } from "./tabs.tsx";

const meta: Meta<typeof Tabs> = { title: "Layout/Tabs", component: Tabs };
export default meta;
type Story = StoryObj<typeof Tabs>;

function Example() {
  const [value, setValue] = useState<"block" | "test" | "variables">("block");
  return (
    <Tabs onValueChange={setValue} value={value}>
      <TabList actions={<IconButton icon={<X />} label="Close the panel" />} aria-label="Panel">
        <Tab value="block">Block</Tab>
        <Tab count={2} hot value="test">
          Test
        </Tab>
        <Tab count={7} value="variables">
          Variables
        </Tab>
      </TabList>
      <TabPanel value="block">What the block says</TabPanel>
      <TabPanel value="test">The phone</TabPanel>
      <TabPanel value="variables">Where each is written and read</TabPanel>
    </Tabs>
  );
}

export const ByKeyboard: Story = {
  render: () => <Example />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.tab();
    await expect(canvas.getByRole("tab", { name: "Block" })).toHaveFocus();
    await userEvent.keyboard("{ArrowRight}");
    await waitFor(() => expect(canvas.getByRole("tab", { name: /Test/, selected: true })).toHaveFocus());
    await expect(canvas.getByRole("tabpanel")).toHaveTextContent("The phone");
  },
};

export const Links: Story = {
  render: () => (
    <TabNav aria-label="Conversations">
      <TabNavLink count={8} current href="#mine">
        Mine
      </TabNavLink>
      <TabNavLink count={14} hot href="#waiting">
        Waiting
      </TabNavLink>
      <TabNavLink href="#all">All</TabNavLink>
    </TabNav>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("link", { name: "Mine 8" })).toHaveAttribute("aria-current", "page");
  },
};
