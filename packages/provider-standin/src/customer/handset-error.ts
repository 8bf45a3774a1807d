/** What the handset's user did wrong. */
export class HandsetError extends Error {
  readonly code: "invalid" | "not_found" | "too_large" | "taken";

  constructor(code: HandsetError["code"], message: string) {
    super(message);
    this.code = code;
  }
}
