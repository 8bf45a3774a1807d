import type { Authenticator } from "./authenticator.ts";
import type { Hops } from "./locate-server.ts";
import type { SipRequest, SipResponse } from "./sip-message.ts";
import type { ClientTransaction, RequestFailure } from "./transaction/client-transaction.ts";
import type { TransactionLayer } from "./transaction/transaction-layer.ts";
import type { Hop } from "./transport/sip-transport.ts";

/** One exchange that answers challenges on its way, and goes to the next server when one fails. */
export type SendOptions = {
  layer: TransactionLayer;
  authenticator: Authenticator;
  hops: Hops;
  /** Makes the request anew for each attempt: each needs its own sequence number. */
  build: (hop: Hop) => SipRequest;
  /** A server could not be reached, was silent or said 503, and there is another. */
  onHopFailed?: (hop: Hop) => void;
  /** Every response save the challenges that were answered. */
  onResponse: (response: SipResponse, request: SipRequest) => void;
  onFailure: (failure: RequestFailure) => void;
};

/** One request on its way to one server. */
type Attempt = { request: SipRequest; transaction: ClientTransaction; hop: Hop };

// One refusal for an old nonce, one for a nonce the server chose anew; a third means the password is wrong. Each realm has
// its own, proxies' (407) and ends' (401) apart, and nobody passes through more than so many.
const MAX_CHALLENGES = { each: 2, all: 8 };

/** Sends a request, repeats it with credentials when challenged, and elsewhere on failure (RFC 3263 section 4.3). */
export class RequestSender {
  readonly #options: SendOptions;
  readonly #challenges = new Map<string, number>();
  #challenged = 0;
  #hops: readonly Hop[];
  #abandoned = false;
  #current: Attempt;

  constructor(options: SendOptions) {
    this.#options = options;
    const [first, ...others] = options.hops;
    this.#hops = others;
    this.#current = this.#attempt(first);
  }

  /** The attempt under way, for a CANCEL. */
  get current(): Attempt {
    return this.#current;
  }

  /** No further attempts, whatever becomes of this one. */
  abandon(): void {
    this.#abandoned = true;
  }

  #attempt(hop: Hop): Attempt {
    const { layer, authenticator, build } = this.#options;
    const request = build(hop);
    authenticator.authorize(request);
    const transaction = layer.request(request, hop, {
      onResponse: (response) => this.#receive(request, response),
      onFailure: (failure) => {
        if (!this.#tryNext()) this.#options.onFailure(failure);
      },
    });
    return { request, transaction, hop };
  }

  #receive(request: SipRequest, response: SipResponse): void {
    if (this.#answers(request, response)) this.#current = this.#attempt(this.#current.hop);
    else if (response.status !== 503 || !this.#tryNext()) this.#options.onResponse(response, request);
  }

  #answers(request: SipRequest, response: SipResponse): boolean {
    const { status } = response;
    if (this.#abandoned || (status !== 401 && status !== 407)) return false;
    const realms = this.#options.authenticator.learn(request, response);
    this.#challenged++;
    if (realms.length === 0 || this.#challenged > MAX_CHALLENGES.all) return false;
    return realms.every((realm) => this.#count(`${status} ${realm}`) <= MAX_CHALLENGES.each);
  }

  #count(challenger: string): number {
    const count = (this.#challenges.get(challenger) ?? 0) + 1;
    this.#challenges.set(challenger, count);
    return count;
  }

  #tryNext(): boolean {
    const [next, ...others] = this.#hops;
    if (next === undefined || this.#abandoned) return false;
    this.#options.onHopFailed?.(this.#current.hop);
    this.#hops = others;
    this.#current = this.#attempt(next);
    return true;
  }
}
