import type { ServerLocation } from "./locate-server.ts";

/** One SIP provider or exchange, as a person configures it. */
export type TrunkOptions = {
  /** A name of ours, unique among the trunks. */
  name: string;
  /** Where requests go: the provider's server or outbound proxy. */
  server: ServerLocation;
  /** The domain in our addresses; the server's host when absent. */
  domain?: string;
  /** The user part of our address at the provider. */
  user: string;
  /** For digest authentication; the user name is `user` when `authUser` is absent. */
  password?: string;
  authUser?: string;
  /** Registers and keeps registered, for this many seconds each time. Absent: the provider knows where we are. */
  registerSeconds?: number;
  /** Addresses and networks requests may come from, besides the server's own. Everybody else is dropped unread. */
  allowFrom?: string[];
  /** New calls per second from this trunk; more get 503. Default 50. */
  maxCallsPerSecond?: number;
  /** Calls at once, both ways; more get 503. Default 1000. */
  maxCalls?: number;
};
