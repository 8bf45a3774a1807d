/** A word that only Meta and this server know; Meta shows it to us once, when the webhook is set. */
export function newVerifyToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(36).padStart(2, "0")).join("");
}
