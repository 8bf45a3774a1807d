import { answerChallenge, type Credentials, type DigestChallenge, pickChallenge } from "./digest.ts";
import type { SipRequest, SipResponse } from "./sip-message.ts";

/** Answers the digest challenges of one provider and remembers the last one, so that later requests need no refusal. */
export class Authenticator {
  readonly #credentials: Credentials | undefined;
  #challenge: DigestChallenge | undefined;
  #header = "Authorization";
  #uses = 0;

  constructor(credentials: Credentials | undefined) {
    this.#credentials = credentials;
  }

  /** Adds the credentials, when the provider has asked for them before. ACK and CANCEL cannot be challenged. */
  authorize(request: SipRequest): void {
    if (this.#challenge === undefined || this.#credentials === undefined) return;
    this.#uses++;
    const input = { method: request.method, uri: request.uri, nonceCount: this.#uses };
    request.headers.set(this.#header, answerChallenge(this.#challenge, this.#credentials, input));
  }

  /** Learns from a 401 or 407; true when sending again with the new challenge can succeed. */
  learn(request: SipRequest, response: SipResponse): boolean {
    const proxy = response.status === 407;
    const challenge = pickChallenge(response.headers.lines(proxy ? "Proxy-Authenticate" : "WWW-Authenticate"));
    if (challenge === undefined || this.#credentials === undefined) return false;
    const header = proxy ? "Proxy-Authorization" : "Authorization";
    const tried = request.headers.get(header);
    const sameNonce = tried?.includes(`nonce="${challenge.nonce}"`) === true;
    if (sameNonce && !challenge.stale) return false;
    this.#challenge = challenge;
    this.#header = header;
    this.#uses = 0;
    return true;
  }
}
