import type { Clock } from "../clock/clock.ts";
import { AddressList } from "./address-list.ts";
import { Authenticator } from "./authenticator.ts";
import { type Hops, locateServer } from "./locate-server.ts";
import type { Registration } from "./registration.ts";
import type { SipRequest } from "./sip-message.ts";
import { isSipUri, parseUri } from "./sip-uri.ts";
import { TokenBucket } from "./token-bucket.ts";
import { type Hop, isSamePlace } from "./transport/sip-transport.ts";
import type { TrunkOptions } from "./trunk-options.ts";

/** A configured provider at work. */
export class Trunk {
  readonly options: TrunkOptions;
  readonly authenticator: Authenticator;
  readonly newCalls: TokenBucket;
  readonly #allowed = new AddressList();
  #hops: Hops;
  registration: Registration | undefined;
  activeCalls = 0;
  /** How the provider sees us, learnt from `received` and `rport` of its responses. */
  publicAddress: { address: string; port: number } | undefined;

  private constructor(options: TrunkOptions, hops: Hops, clock: Clock) {
    this.options = options;
    this.#hops = hops;
    const { user, authUser, password, allowFrom = [] } = options;
    const credentials = password === undefined ? undefined : { username: authUser ?? user, password };
    this.authenticator = new Authenticator(credentials, [this.domain, options.server.host]);
    this.newCalls = new TokenBucket(clock, options.maxCallsPerSecond ?? 50);
    for (const entry of [...hops.map(({ address }) => address), ...allowFrom]) this.#allowed.add(entry);
  }

  /** Finds the trunk's server. Rejects with the trunk's name when the server's is unknown or `allowFrom` is wrong. */
  static async open(options: TrunkOptions, clock: Clock): Promise<Trunk> {
    try {
      return new Trunk(options, await locateServer(options.server), clock);
    } catch (cause) {
      throw new Error(`trunk ${options.name} cannot be used: ${String(cause)}`, { cause });
    }
  }

  /** Where requests go. */
  get hop(): Hop {
    return this.#hops[0];
  }

  /** The same, and where they go when that fails. */
  get hops(): Hops {
    return this.#hops;
  }

  /** Puts a server that failed behind the others. */
  avoid(failed: Hop): void {
    const last = this.serverAt(failed);
    const [first, ...others] = this.#hops.filter((hop) => hop !== last);
    if (first !== undefined && last !== undefined) this.#hops = [first, ...others, last];
  }

  /** The server that a hop leads to; undefined when it leads elsewhere, or to a connection of a server's. */
  serverAt(hop: Hop): Hop | undefined {
    return this.#hops.find((each) => isSamePlace(each, hop));
  }

  /** Looks the server up again, as after a failure: it may have moved. Keeps the old place when nothing is found. */
  async relocate(): Promise<void> {
    const hops = await locateServer(this.options.server).catch(() => this.#hops);
    for (const { address } of hops) if (!this.accepts(address)) this.#allowed.add(address);
    this.#hops = hops;
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
