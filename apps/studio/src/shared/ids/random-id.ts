/**
 * An id, or a word nobody guesses: two characters a byte, of 0-9 and a-z. `crypto.randomUUID` does not exist over plain http in a
 * local network.
 */
export function randomId(bytes = 16): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
}
