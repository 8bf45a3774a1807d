import { lookup, resolveSrv } from "node:dns/promises";
import { isIP } from "node:net";
import { orderSrvRecords } from "./order-srv-records.ts";
import { bareHost } from "./sip-uri.ts";
import { defaultPort, type Hop, type SipProtocol } from "./transport/sip-transport.ts";

/** A server as a person configures it: a name or address, perhaps a port, and how to speak to it. */
export type ServerLocation = { host: string; port?: number; protocol: SipProtocol };

/** Where a server can be reached, the place to try first before the others. */
export type Hops = readonly [Hop, ...Hop[]];

/**
 * Finds where to send (RFC 3263 without NAPTR, as the protocol is configured): SRV records for a bare name, then
 * A or AAAA, every place in the order to try them. Rejects with the resolver's error when the name is unknown.
 */
export async function locateServer({ host, port, protocol }: ServerLocation): Promise<Hops> {
  const bare = bareHost(host);
  if (isIP(bare) !== 0) return [{ protocol, address: bare, port: port ?? defaultPort(protocol) }];
  const own = { name: bare, port: port ?? defaultPort(protocol) };
  const services = port === undefined ? await servicesOf(bare, protocol) : [];
  const found = await Promise.allSettled((services.length > 0 ? services : [own]).map(addressesOf));
  const places = found.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  const [first, ...others] = places.map((place): Hop => ({ protocol, ...place, serverName: bare }));
  if (first !== undefined) return [first, ...others];
  const failed = found.find((result) => result.status === "rejected");
  throw failed?.reason instanceof Error ? failed.reason : new Error(`no server is known for ${host}`);
}

async function servicesOf(host: string, protocol: SipProtocol): Promise<{ name: string; port: number }[]> {
  const service = protocol === "tls" ? "_sips._tcp" : `_sip._${protocol}`;
  try {
    return orderSrvRecords(await resolveSrv(`${service}.${host}`));
  } catch {
    // Most providers publish no SRV record: the name itself is the server.
    return [];
  }
}

async function addressesOf({
  name,
  port,
}: {
  name: string;
  port: number;
}): Promise<{ address: string; port: number }[]> {
  const addresses = await lookup(name, { all: true });
  return addresses.map(({ address }) => ({ address, port }));
}
