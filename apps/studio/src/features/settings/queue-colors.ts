/** Colours that stand apart from each other and read on both themes. */
export const queueColors = [
  { name: "green", value: "#0e9f80" },
  { name: "blue", value: "#3b82e6" },
  { name: "violet", value: "#9a6be0" },
  { name: "amber", value: "#c98a1b" },
  { name: "pink", value: "#d05a9d" },
  { name: "orange", value: "#dc6b3a" },
  { name: "red", value: "#d9534f" },
  { name: "grey", value: "#7a828f" },
] as const;
