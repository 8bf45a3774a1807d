import type { Meta, StoryObj } from "@storybook/react-vite";
import { CalendarDays, Contact, Workflow } from "lucide-react";
import { useState } from "react";
import { expect, fn, screen, waitFor } from "storybook/test";
import { Button } from "../actions/button.tsx";
import { CommandPalette } from "./command-palette.tsx";

const onRun = fn();
const all = [
  {
    label: "Contacts",
    items: [{ id: "maria", label: "Maria Aparecida", description: "+55 19 99812-4407", icon: <Contact /> }],
  },
  {
    label: "Actions",
    items: [
      { id: "new-flow", label: "New flow", icon: <Workflow />, hint: "N" },
      { id: "schedule", label: "Open the schedule", icon: <CalendarDays /> },
    ],
  },
];

function Example() {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const groups = all
    .map((group) => ({
      ...group,
      items: group.items.filter((i) => i.label.toLowerCase().includes(query.toLowerCase())),
    }))
    .filter((group) => group.items.length > 0);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Search</Button>
      <CommandPalette
        emptyText="Nothing found"
        groups={groups}
        label="Search everything"
        onOpenChange={setOpen}
        onQueryChange={setQuery}
        onRun={onRun}
        open={open}
        placeholder="Contacts, flows, actions…"
        query={query}
      />
    </>
  );
}

const meta: Meta<typeof Example> = { title: "Overlays/CommandPalette", component: Example };
export default meta;
type Story = StoryObj<typeof Example>;

export const Open: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Search" }));
    await waitFor(() => expect(screen.getByRole("combobox", { name: "Search everything" })).toHaveFocus());
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(3));
  },
};

export const TypeAndRun: Story = {
  play: async ({ canvas, userEvent }) => {
    onRun.mockClear();
    await userEvent.click(canvas.getByRole("button", { name: "Search" }));
    await waitFor(() => expect(screen.getByRole("combobox")).toHaveFocus());
    await userEvent.keyboard("flow");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await expect(onRun).toHaveBeenCalledOnce();
    await expect(onRun).toHaveBeenCalledWith("new-flow");
  },
};

export const NothingFound: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Search" }));
    await waitFor(() => expect(screen.getByRole("combobox")).toHaveFocus());
    await userEvent.keyboard("zzz");
    await waitFor(() => expect(screen.getByText("Nothing found")).toBeVisible());
  },
};
