import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, screen, waitFor } from "storybook/test";
import { Button } from "../actions/button.tsx";
import { Drawer } from "./drawer.tsx";

const meta: Meta<typeof Drawer> = {
  title: "Overlays/Drawer",
  component: Drawer,
  args: {
    trigger: <Button>Details</Button>,
    title: "Maria Aparecida Gonçalves de Araújo",
    closeLabel: "Close",
    children: <p>Campinas, SP. Customer since 2019.</p>,
    footer: <Button variant="primary">Save</Button>,
  },
};
export default meta;
type Story = StoryObj<typeof Drawer>;

export const Right: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Details" }));
    const drawer = await screen.findByRole("dialog", { name: /Maria Aparecida/ });
    await waitFor(() => expect(drawer.getBoundingClientRect().right).toBeCloseTo(innerWidth, 0));
  },
};

export const Sheet: Story = {
  args: { side: "bottom" },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Details" }));
    const sheet = await screen.findByRole("dialog");
    await waitFor(() => expect(sheet.getBoundingClientRect().bottom).toBeCloseTo(innerHeight, 0));
    await waitFor(() => expect(sheet).toContainElement(document.activeElement as HTMLElement));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  },
};

export const Left: Story = { args: { side: "left" } };
