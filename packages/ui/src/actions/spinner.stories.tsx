import type { Meta, StoryObj } from "@storybook/react-vite";
import { Spinner } from "./spinner.tsx";

const meta: Meta<typeof Spinner> = { title: "Actions/Spinner", component: Spinner };
export default meta;

export const Plain: StoryObj<typeof Spinner> = {};
