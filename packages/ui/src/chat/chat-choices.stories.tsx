import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { ChatChoices } from "./chat-choices.tsx";

const meta: Meta<typeof ChatChoices> = {
  title: "Chat/ChatChoices",
  component: ChatChoices,
  args: {
    label: "Answers",
    choices: [
      { id: "book", label: "Marcar consulta", chosen: true },
      { id: "prices", label: "Convênios e preços" },
      { id: "desk", label: "Falar com a recepção" },
    ],
  },
};
export default meta;
type Story = StoryObj<typeof ChatChoices>;

export const Inline: Story = {
  decorators: [
    (Story) => (
      <div className="rounded-lg bg-bubble-bot p-3">
        <Story />
      </div>
    ),
  ],
};

export const OnThePhone: Story = {
  args: { look: "stack", onChoose: fn() },
  play: async ({ args, canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Convênios e preços" }));
    await expect(args.onChoose).toHaveBeenCalledWith("prices");
    await expect(canvas.getByRole("button", { name: "Marcar consulta", pressed: true })).toBeVisible();
  },
};
