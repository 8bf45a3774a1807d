import type { Meta, StoryObj } from "@storybook/react-vite";
import { Workflow } from "lucide-react";
import { Button } from "../actions/button.tsx";
import { EmptyState } from "./empty-state.tsx";

const meta: Meta<typeof EmptyState> = {
  title: "Feedback/EmptyState",
  component: EmptyState,
  args: {
    icon: <Workflow />,
    title: "No flow yet",
    text: "A flow is the conversation that the bot follows: what it says, what it asks, and where each answer leads.",
    action: <Button variant="primary">Start from an example</Button>,
  },
};
export default meta;
type Story = StoryObj<typeof EmptyState>;

export const Page: Story = {};
export const Compact: Story = {
  args: { compact: true, title: "Nobody is waiting", text: "Last wait at 09:11.", action: undefined },
};
