import type { Meta, StoryObj } from "@storybook/react-vite";
import { Upload } from "lucide-react";
import { expect, fn } from "storybook/test";
import { FileButton } from "./file-button.tsx";

const meta: Meta<typeof FileButton> = {
  title: "Forms/FileButton",
  component: FileButton,
  args: { children: "Choose a file", accept: ".csv", icon: <Upload />, onFiles: fn() },
};
export default meta;

export const Picks: StoryObj<typeof FileButton> = {
  play: async ({ args, canvasElement, userEvent }) => {
    const input = canvasElement.querySelector<HTMLInputElement>("input[type=file]");
    await userEvent.upload(input as HTMLInputElement, new File(["name\n"], "contacts.csv", { type: "text/csv" }));
    await expect(args.onFiles).toHaveBeenCalledWith([expect.objectContaining({ name: "contacts.csv" })]);
  },
};
