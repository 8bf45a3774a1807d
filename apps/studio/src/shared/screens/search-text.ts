/** What was searched for, from an address. The router reads figures as numbers: a phone number is still a text. */
export function searchText(value: unknown): { search?: string } {
  if (typeof value === "number") return { search: String(value) };
  return typeof value === "string" && value !== "" ? { search: value } : {};
}
