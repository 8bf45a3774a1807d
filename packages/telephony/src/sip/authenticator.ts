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
  readonly #learnt = new Map<string, Learnt>();

  constructor(credentials: Credentials | undefined) {
    this.#credentials = credentials;
  }

  /** Adds the credentials that were asked for before. ACK and CANCEL cannot be challenged. */
  authorize(request: SipRequest): void {
    if (this.#credentials === undefined) return;
    for (const learnt of this.#learnt.values()) {
      learnt.uses++;
      const input = { method: request.method, uri: request.uri, nonceCount: learnt.uses };
      request.headers.append(learnt.header, answerChallenge(learnt.challenge, this.#credentials, input));
    }
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
      this.#remember({ header, challenge, uses: 0 });
    }
    return challenges.map(({ realm }) => realm);
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
