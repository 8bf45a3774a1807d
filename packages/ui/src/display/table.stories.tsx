import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect } from "storybook/test";
import { Checkbox } from "../forms/checkbox.tsx";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowLink } from "./table.tsx";

const meta: Meta<typeof Table> = { title: "Display/Table", component: Table, render: () => <Channels /> };
export default meta;

const rows = [
  { id: "whatsapp", channel: "WhatsApp", received: 2791, share: "58,0 %" },
  { id: "phone", channel: "Telefone", received: 674, share: "14,0 %" },
  { id: "web", channel: "Chat do site com um nome bem comprido para caber", received: 626, share: "13,0 %" },
];

function Channels() {
  const [descending, setDescending] = useState(true);
  const sorted = rows.toSorted((a, b) => (descending ? b.received - a.received : a.received - b.received));
  return (
    <Table label="Messages by channel">
      <TableHead>
        <TableRow>
          <TableHeader>
            <span className="sr-only">Select</span>
          </TableHeader>
          <TableHeader>Channel</TableHeader>
          <TableHeader
            numeric
            onSort={() => setDescending(!descending)}
            sorted={descending ? "descending" : "ascending"}
          >
            Received
          </TableHeader>
          <TableHeader numeric onSort={() => setDescending(true)}>
            Share
          </TableHeader>
        </TableRow>
      </TableHead>
      <tbody>
        {sorted.map((row) => (
          <TableRow interactive key={row.id} selected={row.id === "phone"}>
            <TableCell className="w-8">
              <Checkbox aria-label={`Select ${row.channel}`} className="relative z-1" />
            </TableCell>
            <TableCell>
              <TableRowLink>
                <a href={`#${row.id}`}>{row.channel}</a>
              </TableRowLink>
            </TableCell>
            <TableCell numeric>{row.received}</TableCell>
            <TableCell numeric>{row.share}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

export const Sortable: StoryObj<typeof Table> = {
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByRole("columnheader", { name: "Received" })).toHaveAttribute("aria-sort", "descending");
    await userEvent.click(canvas.getByRole("button", { name: "Received" }));
    await expect(canvas.getByRole("columnheader", { name: "Received" })).toHaveAttribute("aria-sort", "ascending");
    await expect(canvas.getAllByRole("link")[0]).toHaveTextContent("Chat do site");
  },
};

/** The link of a row covers the row; the box in it stays reachable. */
export const RowsAsLinks: StoryObj<typeof Table> = {
  play: async ({ canvas, userEvent }) => {
    const cell = canvas.getByRole("cell", { name: "674" }).getBoundingClientRect();
    const hit = document.elementFromPoint(cell.left + cell.width / 2, cell.top + cell.height / 2);
    await expect(hit).toBe(canvas.getByRole("link", { name: "Telefone" }));
    const box = canvas.getByRole("checkbox", { name: "Select Telefone" });
    await userEvent.click(box);
    await expect(box).toBeChecked();
  },
};
