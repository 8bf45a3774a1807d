import type { Channel, ChannelEvent, SignedRequest } from "@prosa/channels";
import type { ConnectionDirectory, OpenConnection } from "./connection-directory.ts";
import { hmac } from "./hmac.ts";

/** Whom an event is for; "nobody": no connection has its number; "unproven": some have, but none whose secret signed. */
export type Target = OpenConnection | "nobody" | "unproven";

/**
 * Says of each event of a call for which connection it is: the one whose address was called, or else, among those with the
 * event's number, one whose secret signed this very body.
 */
export function eventRouter(about: {
  directory: ConnectionDirectory;
  channel: Channel;
  call: SignedRequest;
  connection: OpenConnection;
}): (event: ChannelEvent) => Promise<Target> {
  const { directory, channel, call, connection } = about;
  const arrivedAt = Date.now();
  const others = new Map<string, Target>();
  const signerOf = (found: OpenConnection[]) => found.find(({ secrets }) => channel.verify(call, secrets, hmac));
  const withNumber = async (number: string): Promise<Target> => {
    const known = signerOf(await directory.byNumber(channel.type, number));
    if (known) return known;
    // The provider does not repeat what we acknowledge: look once more before saying that it is not ours.
    const found = await directory.byNumber(channel.type, number, { since: arrivedAt });
    return signerOf(found) ?? (found.length > 0 ? "unproven" : "nobody");
  };
  return async ({ route: { setting, value } }) => {
    if (connection.settings[setting] === value) return connection;
    if (setting !== "phoneNumberId") return "nobody";
    const known = others.get(value);
    if (known) return known;
    if (others.size >= maxOthers) return "unproven";
    const target = await withNumber(value);
    others.set(value, target);
    return target;
  };
}

/** Other numbers that one call may make us look for: a body of megabytes has room for thousands. */
const maxOthers = 100;
