/** Whether an address to go back to is a path of the studio: `//elsewhere` and `/\elsewhere` leave the site. */
export function isOwnAddress(address: unknown): address is string {
  return typeof address === "string" && /^\/w\/[^\\]*$/.test(address);
}
