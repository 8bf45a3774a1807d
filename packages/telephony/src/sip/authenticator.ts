import { answerChallenge, type Credentials, type DigestChallenge, pickChallenges } from "./digest.ts";
import type { SipRequest, SipResponse } from "./sip-message.ts";

/** A challenge that was met, and in which header its answers go. */
type Learnt = { header: string; challenge: DigestChallenge; uses: number };

// A call may pass several proxies, each with a realm of its own; more than so many nobody has.
const MAX_REALMS = 8;

/**
 * Answers the digest challenges of one provider, its proxies' and its servers' (RFC 3261 section 22.3), and remembers
 * the last one of each realm, so that later requests need no refusal.
 */
export class Authenticator {
  readonly #credentials: Credentials | undefined;
  readonly #realms: readonly string[];
  readonly #provider: Authenticator | undefined;
  readonly #learnt = new Map<string, Learnt>();

  /** `realms` are the provider's own, as far as they are known; more show when it challenges us itself. */
  constructor(credentials: Credentials | undefined, realms: readonly string[] = [], provider?: Authenticator) {
    this.#credentials = credentials;
    this.#realms = realms;
    this.#provider = provider;
  }

  /**
   * The same for one call. Whoever it leads to may challenge us too: answers to them must not go into other calls
   * (section 22.3), while those to the provider serve all.
   */
  forCall(): Authenticator {
    return new Authenticator(this.#credentials, [], this);
  }

  /** Adds the credentials that were asked for before. ACK and CANCEL cannot be challenged. */
  authorize(request: SipRequest): void {
    if (this.#credentials === undefined) return;
    for (const learnt of this.#all()) {
      learnt.uses++;
      const input = { method: request.method, uri: request.uri, nonceCount: learnt.uses };
      request.headers.append(learnt.header, answerChallenge(learnt.challenge, this.#credentials, input));
    }
  }

  /** True for a realm of its own, or one that it was challenged by. */
  owns(realm: string): boolean {
    return this.#realms.includes(realm) || this.#all().some(({ challenge }) => challenge.realm === realm);
  }

  /** Learns from a 401 or 407: the realms to answer, or none when sending again cannot succeed. */
  learn(request: SipRequest, response: SipResponse): string[] {
    const proxy = response.status === 407;
    const challenges = pickChallenges(response.headers.lines(proxy ? "Proxy-Authenticate" : "WWW-Authenticate"));
    if (challenges.length === 0 || this.#credentials === undefined) return [];
    const header = proxy ? "Proxy-Authorization" : "Authorization";
    const tried = request.headers.lines(header);
    for (const challenge of challenges) {
      const sameNonce = tried.some((line) => line.includes(`nonce="${challenge.nonce}"`));
      if (sameNonce && !challenge.stale) return [];
      this.#ownerOf(challenge.realm).#remember({ header, challenge, uses: 0 });
    }
    return challenges.map(({ realm }) => realm);
  }

  #all(): Learnt[] {
    const own = [...this.#learnt.values()];
    return this.#provider ? [...this.#provider.#all(), ...own] : own;
  }

  #ownerOf(realm: string): Authenticator {
    return this.#provider?.owns(realm) ? this.#provider : this;
  }

  #remember(learnt: Learnt): void {
    this.#learnt.delete(keyOf(learnt));
    this.#learnt.set(keyOf(learnt), learnt);
    const oldest = this.#learnt.keys().next().value;
    if (this.#learnt.size > MAX_REALMS && oldest !== undefined) this.#learnt.delete(oldest);
  }
}

function keyOf({ header, challenge }: Learnt): string {
  return `${header} ${challenge.realm}`;
}
