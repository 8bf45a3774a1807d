import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { TextLink } from "../actions/text-link.tsx";
import { Banner } from "./banner.tsx";

const meta: Meta<typeof Banner> = {
  title: "Feedback/Banner",
  component: Banner,
  args: { tone: "info", children: "The 24-hour window closes at 9:14 tomorrow." },
};
export default meta;
type Story = StoryObj<typeof Banner>;

export const Tones: Story = {
  render: () => (
    <div className="flex flex-col gap-2">
      {(["info", "success", "warning", "danger", "offline"] as const).map((tone) => (
        <Banner action={<TextLink href="#fix">Fix it</TextLink>} key={tone} title={tone} tone={tone}>
          The exit “failed” leads to no block.
        </Banner>
      ))}
    </div>
  ),
};

export const Closable: Story = {
  args: { onClose: fn(), closeLabel: "Close" },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Close" }));
    await expect(args.onClose).toHaveBeenCalledOnce();
  },
};

export const Offline: Story = {
  args: { tone: "offline", flush: true, children: "No internet. What you write is kept and sent when it is back." },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("alert")).toHaveTextContent("No internet");
  },
};
