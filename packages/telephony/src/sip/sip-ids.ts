import { randomBytes } from "node:crypto";
import { BRANCH_COOKIE } from "./transaction/transaction-key.ts";

/** A tag for From or To: 64 random bits, twice what RFC 3261 section 19.3 asks. */
export function newTag(): string {
  return randomBytes(8).toString("hex");
}

/** A branch that no other transaction has. */
export function newBranch(): string {
  return `${BRANCH_COOKIE}${randomBytes(12).toString("hex")}`;
}

/** A Call-ID that cannot be guessed and says nothing about this host. */
export function newCallId(): string {
  return randomBytes(16).toString("hex");
}
