import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { DeliveryTicks } from "./delivery-ticks.tsx";

const meta: Meta<typeof DeliveryTicks> = { title: "Chat/DeliveryTicks", component: DeliveryTicks };
export default meta;

export const Every: StoryObj<typeof DeliveryTicks> = {
  render: () => (
    <div className="flex gap-3 text-bubble-meta">
      {(["queued", "sent", "delivered", "read", "failed"] as const).map((status) => (
        <DeliveryTicks key={status} label={status} status={status} />
      ))}
    </div>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText("delivered")).toBeInTheDocument();
  },
};
