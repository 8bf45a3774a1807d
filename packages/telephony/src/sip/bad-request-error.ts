import type { SipRequest } from "./sip-message.ts";
import { SipParseError } from "./sip-parse-error.ts";

/**
 * A request that cannot be accepted, but whose headers could be told apart: `status` (400 or 505) is the answer it
 * deserves, addressed by what `request` holds. The request itself must not be acted on.
 */
export class BadRequestError extends SipParseError {
  override readonly name = "BadRequestError";
  readonly request: SipRequest;
  readonly status: number;

  constructor(message: string, request: SipRequest, status = 400) {
    super(message);
    this.request = request;
    this.status = status;
  }
}
