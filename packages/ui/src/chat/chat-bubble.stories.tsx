import type { Meta, StoryObj } from "@storybook/react-vite";
import { Bot, Lock, Reply } from "lucide-react";
import { IconButton } from "../actions/icon-button.tsx";
import { Avatar } from "../display/avatar.tsx";
import { ChatBubble } from "./chat-bubble.tsx";
import { ChatChoices } from "./chat-choices.tsx";

const meta: Meta<typeof ChatBubble> = {
  title: "Chat/ChatBubble",
  component: ChatBubble,
  args: { tone: "in", children: "Preciso marcar esse exame", time: "21:47" },
};
export default meta;
type Story = StoryObj<typeof ChatBubble>;

export const Incoming: Story = {
  args: {
    avatar: <Avatar name="Maria Aparecida" size={24} />,
    actions: <IconButton icon={<Reply />} label="Reply" size="sm" />,
  },
};

export const Outgoing: Story = {
  args: { tone: "out", status: "read", statusLabel: "read", children: "Bom dia!\nTenho horário na terça, 25/11." },
};

export const FromTheBot: Story = {
  args: {
    tone: "bot",
    status: "delivered",
    statusLabel: "delivered",
    label: (
      <>
        <Bot /> Boas-vindas, version 12
      </>
    ),
    children: "Quer já deixar o exame encaminhado?",
    choices: (
      <ChatChoices
        choices={[
          { id: "1", label: "Sim, pela Unimed", chosen: true },
          { id: "2", label: "Falar com a recepção" },
        ]}
        label="Answers"
      />
    ),
  },
};

export const Note: Story = {
  args: {
    tone: "note",
    label: (
      <>
        <Lock /> João Pedro, private note
      </>
    ),
    children: "A Unimed pede a guia nova antes de marcar.",
  },
};

export const WithPicture: Story = {
  args: {
    media: <div className="h-24 bg-accent-soft" />,
    children: "https://prosa.example/a-very-long-address-without-a-single-space-inside-it-0123456789",
  },
};

export const Failed: Story = {
  args: { tone: "out", status: "failed", statusLabel: "not delivered", children: "Olá" },
};
