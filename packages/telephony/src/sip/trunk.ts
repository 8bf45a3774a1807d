import type { Clock } from "../clock/clock.ts";
import { AddressList } from "./address-list.ts";
import { Authenticator } from "./authenticator.ts";
import { locateServer } from "./locate-server.ts";
import type { Registration } from "./registration.ts";
import type { SipRequest } from "./sip-message.ts";
import { isSipUri, parseUri } from "./sip-uri.ts";
import { TokenBucket } from "./token-bucket.ts";
import type { Hop } from "./transport/sip-transport.ts";
import type { TrunkOptions } from "./trunk-options.ts";

/** A configured provider at work. */
export class Trunk {
  readonly options: TrunkOptions;
  readonly hop: Hop;
  readonly authenticator: Authenticator;
  readonly newCalls: TokenBucket;
  readonly #allowed = new AddressList();
  registration: Registration | undefined;
  activeCalls = 0;
  /** How the provider sees us, learnt from `received` and `rport` of its responses. */
  publicAddress: { address: string; port: number } | undefined;

  private constructor(options: TrunkOptions, hop: Hop, clock: Clock) {
    this.options = options;
    this.hop = hop;
    const { user, authUser, password, allowFrom = [] } = options;
    const credentials = password === undefined ? undefined : { username: authUser ?? user, password };
    this.authenticator = new Authenticator(credentials);
    this.newCalls = new TokenBucket(clock, options.maxCallsPerSecond ?? 50);
    for (const entry of [hop.address, ...allowFrom]) this.#allowed.add(entry);
  }

  /** Finds the trunk's server. Rejects when its name is unknown; throws RangeError for a bad `allowFrom`. */
  static async open(options: TrunkOptions, clock: Clock): Promise<Trunk> {
    return new Trunk(options, await locateServer(options.server), clock);
  }

  get domain(): string {
    return this.options.domain ?? this.options.server.host;
  }

  get isFull(): boolean {
    return this.activeCalls >= (this.options.maxCalls ?? 1000);
  }

  accepts(address: string): boolean {
    return this.#allowed.has(address);
  }

  /** True when the request is meant for this trunk's own user: tells apart several accounts at one provider. */
  isAddressedBy(request: SipRequest): boolean {
    const uri = parseUri(request.uri);
    return isSipUri(uri) && uri.user === this.options.user;
  }
}
