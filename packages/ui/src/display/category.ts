/** The seven hues of node categories, and the neutral one of start and end. */
export type Category = "message" | "question" | "logic" | "action" | "ai" | "voice" | "people" | "flow";

/** CSS colour of a category: stripe, minimap, report. */
export function categoryColor(category: Category): string {
  return `var(--cat-${category})`;
}
