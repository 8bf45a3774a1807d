import type { Authenticator } from "./authenticator.ts";
import type { SipRequest, SipResponse } from "./sip-message.ts";
import type { ClientTransaction, RequestFailure } from "./transaction/client-transaction.ts";
import type { TransactionLayer } from "./transaction/transaction-layer.ts";
import type { Hop } from "./transport/sip-transport.ts";

/** One exchange that answers challenges on its way. */
export type SendOptions = {
  layer: TransactionLayer;
  authenticator: Authenticator;
  hop: Hop;
  /** Makes the request anew for each attempt: each needs its own sequence number. */
  build: () => SipRequest;
  /** Every response save the challenges that were answered. */
  onResponse: (response: SipResponse, request: SipRequest) => void;
  onFailure: (failure: RequestFailure) => void;
};

// One refusal for an old nonce, one for a nonce the server chose anew; a third means the password is wrong. Proxies (407)
// and the end itself (401) each have theirs.
const MAX_CHALLENGES = 2;

/** Sends a request and repeats it with credentials when challenged. */
export class RequestSender {
  readonly #options: SendOptions;
  readonly #challenges = new Map<number, number>();
  #current: { request: SipRequest; transaction: ClientTransaction } | undefined;

  constructor(options: SendOptions) {
    this.#options = options;
    this.#attempt();
  }

  /** The attempt under way, for a CANCEL. */
  get current(): { request: SipRequest; transaction: ClientTransaction } | undefined {
    return this.#current;
  }

  #attempt(): void {
    const { layer, authenticator, hop, build, onFailure } = this.#options;
    const request = build();
    authenticator.authorize(request);
    const onResponse = (response: SipResponse) => this.#receive(request, response);
    this.#current = { request, transaction: layer.request(request, hop, { onResponse, onFailure }) };
  }

  #receive(request: SipRequest, response: SipResponse): void {
    const challenged = response.status === 401 || response.status === 407;
    const before = this.#challenges.get(response.status) ?? 0;
    this.#challenges.set(response.status, before + 1);
    const retry = challenged && before < MAX_CHALLENGES && this.#options.authenticator.learn(request, response);
    if (retry) this.#attempt();
    else this.#options.onResponse(response, request);
  }
}
