import { isIP } from "node:net";
import type { CoreHeaders } from "../core-headers.ts";
import { PRIVATE_ADDRESSES } from "../private-addresses.ts";
import type { SipRequest } from "../sip-message.ts";
import { bareHost } from "../sip-uri.ts";
import { formatVia } from "../via.ts";
import { defaultPort, type Hop, isReliable } from "./sip-transport.ts";

/**
 * The way back to where a request came from: marked when its last hop, by what it says of itself, came through a NAT,
 * and with the port to connect to when its connection has closed (RFC 3261 section 18.2.2).
 */
export function pathOf(core: CoreHeaders, from: Hop): Hop {
  const [{ host, port = defaultPort(from.protocol) }] = core.vias;
  const own = bareHost(host);
  return {
    ...from,
    ...(isIP(own) !== 0 && own !== from.address ? { translated: true } : {}),
    ...(isReliable(from.protocol) ? { reconnectPort: port } : {}),
  };
}

/**
 * Notes in the request's top Via where it really came from (RFC 3261 section 18.2.1, rport of RFC 3581), so that every
 * response carries it. Answers with where responses go, for a request that took the path `from` (section 18.2.2).
 */
export function respondTo(request: SipRequest, core: CoreHeaders, from: Hop): Hop {
  const [top, ...others] = core.vias;
  const wantsPort = top.params.has("rport");
  if (wantsPort || top.host !== from.address) {
    const params = new Map(top.params).set("received", from.address);
    if (wantsPort) params.set("rport", String(from.port));
    request.headers.delete("Via");
    for (const via of [...others].reverse()) request.headers.prepend("Via", formatVia(via));
    request.headers.prepend("Via", formatVia({ ...top, params }));
  }
  // Behind a NAT the port it came from is the only way back, also for those too old to say so.
  const hidden = from.translated === true && PRIVATE_ADDRESSES.has(bareHost(top.host));
  if (isReliable(from.protocol) || wantsPort || hidden) return from;
  return { ...from, port: top.port ?? defaultPort(from.protocol) };
}
