import { buildResponse } from "../build-response.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import { ALLOWED_METHODS } from "./call-context.ts";

/**
 * Answers an UPDATE of a call that rings, as exchanges send it when the callee's name changes. A further offer is
 * refused, for the first one has no answer that counts before the call has (RFC 3311 section 5.2).
 */
export function answerEarlyUpdate(
  transaction: ServerTransaction,
  { contact, offerer }: { contact: string; offerer: "us" | "them" },
): void {
  const { request } = transaction;
  const respond = (status: number, headers: [string, string][] = []) =>
    transaction.respond(buildResponse(request, status, { headers }));
  if (request.body.length === 0) {
    respond(200, [
      ["Contact", contact],
      ["Allow", ALLOWED_METHODS.join(", ")],
    ]);
  } else if (offerer === "us") respond(491);
  else respond(500, [["Retry-After", "1"]]);
}
