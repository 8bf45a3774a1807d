import type { Meta, StoryObj } from "@storybook/react-vite";
import { ChevronLeft, Send } from "lucide-react";
import { expect } from "storybook/test";
import { IconButton } from "../actions/icon-button.tsx";
import { Avatar } from "../display/avatar.tsx";
import { TextField } from "../forms/text-field.tsx";
import { ChatChoices } from "./chat-choices.tsx";
import { DeliveryTicks } from "./delivery-ticks.tsx";
import { PhoneBubble, PhoneFrame, PhoneHeader, PhoneThread } from "./phone-frame.tsx";

const meta: Meta<typeof PhoneFrame> = {
  title: "Chat/PhoneFrame",
  component: PhoneFrame,
  args: {
    label: "Test phone",
    time: "12:05",
    header: (
      <PhoneHeader
        avatar={<Avatar name="Vida Plena" size={26} />}
        leading={<IconButton icon={<ChevronLeft />} label="Back" size="xs" />}
        subtitle="Lia, assistente virtual"
        title="Clínica Vida Plena"
      />
    ),
    children: (
      <PhoneThread label="Messages">
        <PhoneBubble media={<div className="h-20 bg-accent-soft" />} side="theirs" time="12:04">
          Olá, Mariana! Sou a Lia, da Clínica Vida Plena.
        </PhoneBubble>
        <PhoneBubble side="theirs" time="12:04">
          Como posso ajudar hoje?
        </PhoneBubble>
        <ChatChoices
          choices={[
            { id: "1", label: "Marcar consulta", chosen: true },
            { id: "2", label: "Remarcar consulta" },
            { id: "3", label: "Falar com a recepção" },
          ]}
          label="Answers"
          look="stack"
          onChoose={() => undefined}
        />
        <PhoneBubble side="mine" ticks={<DeliveryTicks label="read" status="read" />} time="12:04">
          Marcar consulta
        </PhoneBubble>
        <PhoneBubble side="theirs" time="12:05">
          Perfeito, Mariana! Para qual dia você gostaria de marcar?
        </PhoneBubble>
      </PhoneThread>
    ),
    footer: (
      <div className="flex items-center gap-1.5">
        <TextField aria-label="Message" className="rounded-full!" placeholder="Mensagem" />
        <IconButton icon={<Send />} label="Send" round variant="primary" />
      </div>
    ),
  },
};
export default meta;

export const TestPanel: StoryObj<typeof PhoneFrame> = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("region", { name: "Test phone" })).toBeVisible();
    await expect(canvas.getByRole("log", { name: "Messages" })).toBeVisible();
  },
};
