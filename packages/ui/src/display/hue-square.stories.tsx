import type { Meta, StoryObj } from "@storybook/react-vite";
import { HueSquare } from "./hue-square.tsx";

const meta: Meta<typeof HueSquare> = { title: "Display/HueSquare", component: HueSquare };
export default meta;

export const Queues: StoryObj<typeof HueSquare> = {
  render: () => (
    <div className="flex gap-4 text-ink-2 text-xs">
      {["Recepção", "Exames", "Financeiro", "Convênios"].map((queue) => (
        <span className="flex items-center gap-1.5" key={queue}>
          <HueSquare hueKey={queue} />
          {queue}
        </span>
      ))}
    </div>
  ),
};
