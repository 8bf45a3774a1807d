import type { Meta, StoryObj } from "@storybook/react-vite";
import { Send } from "lucide-react";
import { expect, fn } from "storybook/test";
import { Button } from "./button.tsx";
import { buttonLook } from "./button-look.ts";

const meta: Meta<typeof Button> = {
  title: "Actions/Button",
  component: Button,
  args: { children: "Publish", onClick: fn() },
};
export default meta;
type Story = StoryObj<typeof Button>;

export const Primary: Story = {
  args: { variant: "primary" },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.tab();
    const button = canvas.getByRole("button", { name: "Publish" });
    await expect(button).toHaveFocus();
    await expect(button).toHaveAttribute("type", "button");
    await userEvent.keyboard("{Enter}");
    await userEvent.keyboard(" ");
    await expect(args.onClick).toHaveBeenCalledTimes(2);
  },
};

export const Variants: Story = {
  render: () => (
    <div className="flex flex-wrap gap-2">
      {(["primary", "secondary", "soft", "ghost", "danger", "danger-soft", "success"] as const).map((variant) => (
        <Button icon={<Send />} key={variant} variant={variant}>
          {variant}
        </Button>
      ))}
    </div>
  ),
};

export const Sizes: Story = {
  render: () => (
    <div className="flex items-center gap-2">
      <Button size="sm">Small</Button>
      <Button>Medium</Button>
      <Button size="lg">Large</Button>
    </div>
  ),
};

/** Keeps its focus while busy, and ignores presses. */
export const Loading: Story = {
  args: { loading: true, variant: "primary" },
  play: async ({ args, canvas, userEvent }) => {
    const button = canvas.getByRole("button", { name: "Publish" });
    await expect(button).toHaveAttribute("aria-busy", "true");
    button.focus();
    await userEvent.keyboard("{Enter}");
    await expect(button).toHaveFocus();
    await expect(args.onClick).not.toHaveBeenCalled();
  },
};

export const Disabled: Story = {
  args: { disabled: true },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button"));
    await expect(args.onClick).not.toHaveBeenCalled();
  },
};

export const LinkThatLooksLikeAButton: Story = {
  render: () => (
    <a className={buttonLook({ variant: "primary" })} href="#flows">
      Open the flows
    </a>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("link", { name: "Open the flows" })).toBeVisible();
  },
};
