import { lookup, resolveSrv } from "node:dns/promises";
import { isIP } from "node:net";
import { defaultPort, type Hop, type SipProtocol } from "./transport/sip-transport.ts";

/** A server as a person configures it: a name or address, perhaps a port, and how to speak to it. */
export type ServerLocation = { host: string; port?: number; protocol: SipProtocol };

/**
 * Finds where to send (RFC 3263 without NAPTR, as the protocol is configured): SRV records for a bare name, then
 * A or AAAA. Rejects with the resolver's error when the name is unknown.
 */
export async function locateServer({ host, port, protocol }: ServerLocation): Promise<Hop> {
  const bare = host.replace(/^\[|\]$/g, "");
  const serverName = isIP(bare) === 0 ? { serverName: bare } : {};
  if (isIP(bare) !== 0) return { protocol, address: bare, port: port ?? defaultPort(protocol) };
  const target = port === undefined ? await firstSrv(bare, protocol) : undefined;
  const { address } = await lookup(target?.name ?? bare);
  return { protocol, address, port: port ?? target?.port ?? defaultPort(protocol), ...serverName };
}

async function firstSrv(host: string, protocol: SipProtocol): Promise<{ name: string; port: number } | undefined> {
  const service = protocol === "tls" ? "_sips._tcp" : `_sip._${protocol}`;
  try {
    const records = await resolveSrv(`${service}.${host}`);
    return records.sort((a, b) => a.priority - b.priority || b.weight - a.weight)[0];
  } catch {
    // Most providers publish no SRV record: the name itself is the server.
    return undefined;
  }
}
