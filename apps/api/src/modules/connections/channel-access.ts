import { type Channel, type ChannelConnection, type ChannelFetch, channels } from "@prosa/channels";
import type { Deps } from "../../platform/deps.ts";
import { providerFetch } from "./provider-fetch.ts";
import type { ConnectionRow } from "./queries.ts";
import { openSecrets } from "./sealed-secrets.ts";

/** A connection opened: the channel's code, the account's settings and secrets, and the way to the provider. */
export interface ChannelAccess {
  channel: Channel;
  connection: ChannelConnection;
  fetch: ChannelFetch;
}

/** What opening a connection needs of its row. */
export type OpenableConnection = Pick<
  ConnectionRow,
  "workspaceId" | "id" | "channel" | "isStandin" | "settings" | "secrets"
>;

/** How this process reaches the stand-in: inside itself, or over loopback at the process that has it. */
export interface StandinAccess {
  baseUrl: string;
  fetch: ChannelFetch;
}

/** A connection that this server, as it was started, cannot speak through. */
export class UnusableConnection extends Error {
  override name = "UnusableConnection";
}

/** Opens a connection. Only a stand-in connection reaches the stand-in, and it reaches nothing else. @throws UnusableConnection */
export async function channelAccess(deps: Deps, row: OpenableConnection): Promise<ChannelAccess> {
  const channel = channels.get(row.channel);
  if (!channel) throw new UnusableConnection(`There is no channel ${row.channel}.`);
  const version = new URL(channel.defaultBaseUrl).pathname;
  const secrets = openSecrets(deps.secrets, row);
  if (row.isStandin) {
    const standin = await deps.standin?.();
    if (!standin) throw new UnusableConnection("This server runs without the stand-in (PROSA_STANDIN).");
    const connection = { baseUrl: standin.baseUrl + version, settings: row.settings, secrets };
    return { channel, connection, fetch: standin.fetch };
  }
  const connection = { baseUrl: deps.env.graphUrl + version, settings: row.settings, secrets };
  return { channel, connection, fetch: providerFetch };
}
