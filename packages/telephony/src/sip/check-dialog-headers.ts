import { parseNameAddress, parseNameAddresses } from "./name-address.ts";
import type { SipMessage } from "./sip-message.ts";
import { SipParseError } from "./sip-parse-error.ts";
import { isSipUri } from "./sip-uri.ts";

/**
 * Looks at the headers a dialog is built on: Contact and Record-Route must be SIP addresses, and the lists that are
 * read later must be lists. Throws SipParseError.
 */
export function checkDialogHeaders(message: SipMessage): void {
  const contacts = message.headers.lines("Contact").flatMap((line) => parseNameAddresses(line));
  const routes = message.headers.list("Record-Route").map(parseNameAddress);
  for (const { uri } of [...contacts, ...routes]) {
    if (!isSipUri(uri)) throw new SipParseError("a Contact or Record-Route that is no SIP address");
  }
  for (const name of ["Supported", "Allow"]) message.headers.list(name);
}
