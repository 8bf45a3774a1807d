import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, waitFor } from "storybook/test";
import { SegmentedControl } from "../forms/segmented-control.tsx";
import { type ThemeChoice, ThemeProvider, useTheme } from "./theme-provider.tsx";

const meta: Meta<typeof ThemeProvider> = { title: "Theme/ThemeProvider", component: ThemeProvider };
export default meta;

function Example() {
  const [choice, setChoice] = useState<ThemeChoice>("light");
  return (
    <ThemeProvider choice={choice} onChoiceChange={setChoice}>
      <Picker />
    </ThemeProvider>
  );
}

function Picker() {
  const { choice, theme, setChoice } = useTheme();
  return (
    <div className="flex items-center gap-3">
      <SegmentedControl
        aria-label="Theme"
        onValueChange={setChoice}
        options={[
          { value: "light", label: "Light" },
          { value: "dark", label: "Dark" },
          { value: "system", label: "System" },
        ]}
        value={choice}
      />
      now {theme}
    </div>
  );
}

export const ChangesThePage: StoryObj<typeof ThemeProvider> = {
  render: () => <Example />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Dark" }));
    await waitFor(() => expect(document.documentElement).toHaveAttribute("data-theme", "dark"));
    await expect(canvas.getByText(/now dark/)).toBeVisible();
    await userEvent.click(canvas.getByRole("button", { name: "System" }));
    await waitFor(() => expect(canvas.getByText(/now (light|dark)/)).toBeVisible());
  },
};
