import type { EndReason } from "./call-record.ts";

/** A call that was not answered, and why. */
export class CallFailed extends Error {
  override readonly name = "CallFailed";
  readonly end: EndReason;

  constructor(end: EndReason) {
    super(`not answered: ${end.reason}${end.status === undefined ? "" : ` (${end.status})`}`);
    this.end = end;
  }
}
