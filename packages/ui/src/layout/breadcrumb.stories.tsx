import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { TextLink } from "../actions/text-link.tsx";
import { Breadcrumb } from "./breadcrumb.tsx";

const meta: Meta<typeof Breadcrumb> = {
  title: "Layout/Breadcrumb",
  component: Breadcrumb,
  args: {
    label: "You are here",
    links: [
      <TextLink href="#flows" key="flows" look="plain">
        Flows
      </TextLink>,
    ],
    current: "Agendamento de consultas",
  },
};
export default meta;

export const Flow: StoryObj<typeof Breadcrumb> = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("link", { name: "Flows" })).toBeVisible();
    await expect(canvas.getByText("Agendamento de consultas")).toHaveAttribute("aria-current", "page");
  },
};
