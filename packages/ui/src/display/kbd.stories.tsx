import type { Meta, StoryObj } from "@storybook/react-vite";
import { Kbd } from "./kbd.tsx";

const meta: Meta<typeof Kbd> = { title: "Display/Kbd", component: Kbd, args: { children: "⌘K" } };
export default meta;

export const Plain: StoryObj<typeof Kbd> = {};
