import type { Meta, StoryObj } from "@storybook/react-vite";
import { Divider } from "./divider.tsx";

const meta: Meta<typeof Divider> = { title: "Display/Divider", component: Divider };
export default meta;

export const Horizontal: StoryObj<typeof Divider> = {};
export const Vertical: StoryObj<typeof Divider> = {
  render: () => (
    <div className="flex items-center">
      Left <Divider vertical /> right
    </div>
  ),
};
