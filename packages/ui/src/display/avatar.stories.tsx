import type { Meta, StoryObj } from "@storybook/react-vite";
import { MessageCircle } from "lucide-react";
import { expect, waitFor } from "storybook/test";
import { Avatar, AvatarBadge, AvatarStack } from "./avatar.tsx";
import { StatusDot } from "./status-dot.tsx";

const meta: Meta<typeof Avatar> = {
  title: "Display/Avatar",
  component: Avatar,
  args: { name: "Maria Aparecida Gonçalves", named: true },
};
export default meta;
type Story = StoryObj<typeof Avatar>;

export const Initials: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("img", { name: "Maria Aparecida Gonçalves" })).toHaveTextContent("MG");
  },
};

export const PhoneNumber: Story = {
  args: { name: "+55 19 99812-4407" },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("img")).toHaveTextContent("#");
  },
};

/** A picture that does not load becomes the initials. */
export const BrokenPicture: Story = {
  args: { src: "data:image/png;base64,AAAA" },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByRole("img")).toHaveTextContent("MG"));
  },
};

export const WithBadges: Story = {
  render: () => (
    <div className="flex items-center gap-4">
      <Avatar
        badge={
          <AvatarBadge className="text-ch-whatsapp">
            <MessageCircle />
          </AvatarBadge>
        }
        name="Thaís Ângela"
      />
      <Avatar
        badge={<StatusDot className="ring-2 ring-surface" label="Available" tone="success" />}
        name="Zé"
        size={28}
      />
      <AvatarStack
        people={["Ana Lima", "Íris Cavalcânti", "Otávio Peçanha", "Bruno Queirós"].map((name) => ({ name }))}
      />
    </div>
  ),
};
