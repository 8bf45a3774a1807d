import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fireEvent, fn } from "storybook/test";
import { SplitPane } from "./split-pane.tsx";

const meta: Meta<typeof SplitPane> = {
  title: "Layout/SplitPane",
  component: SplitPane,
  args: {
    defaultSize: 240,
    minSize: 160,
    maxSize: 320,
    handleLabel: "Width of the list",
    onSizeChange: fn(),
    fixed: <p className="p-4">List</p>,
    children: <p className="p-4">Thread</p>,
  },
  decorators: [
    (Story) => (
      <div className="h-60 border border-line">
        <Story />
      </div>
    ),
  ],
};
export default meta;
type Story = StoryObj<typeof SplitPane>;

export const ByKeyboard: Story = {
  play: async ({ args, canvas, userEvent }) => {
    const handle = canvas.getByRole("separator", { name: "Width of the list" });
    handle.focus();
    await userEvent.keyboard("{ArrowRight}");
    await expect(handle).toHaveAttribute("aria-valuenow", "256");
    await userEvent.keyboard("{End}{ArrowRight}");
    await expect(handle).toHaveAttribute("aria-valuenow", "320");
    await userEvent.keyboard("{Home}");
    await expect(handle).toHaveAttribute("aria-valuenow", "160");
    await userEvent.keyboard("{Enter}");
    await expect(args.onSizeChange).toHaveBeenLastCalledWith(240);
  },
};

/** The width is told once, when the drag is over. */
export const ByPointer: Story = {
  args: { side: "end" },
  play: async ({ args, canvas }) => {
    const handle = canvas.getByRole("separator");
    handle.setPointerCapture = () => undefined;
    await fireEvent.pointerDown(handle, { clientX: 500, pointerId: 1 });
    await fireEvent.pointerMove(handle, { clientX: 480, pointerId: 1 });
    await fireEvent.pointerMove(handle, { clientX: 460, pointerId: 1 });
    await expect(handle).toHaveAttribute("aria-valuenow", "280");
    await fireEvent.pointerUp(handle, { clientX: 460, pointerId: 1 });
    await expect(args.onSizeChange).toHaveBeenCalledOnce();
    await expect(args.onSizeChange).toHaveBeenCalledWith(280);
  },
};
