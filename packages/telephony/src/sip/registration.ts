import type { Clock } from "../clock/clock.ts";
import type { Authenticator } from "./authenticator.ts";
import type { Hops } from "./locate-server.ts";
import { type NameAddress, parseNameAddresses } from "./name-address.ts";
import { RequestSender } from "./request-sender.ts";
import { SipHeaders } from "./sip-headers.ts";
import { newCallId, newTag } from "./sip-ids.ts";
import { noBody, type SipMessage, type SipRequest, type SipResponse } from "./sip-message.ts";
import { isSipUri } from "./sip-uri.ts";
import type { TransactionLayer } from "./transaction/transaction-layer.ts";
import type { Hop } from "./transport/sip-transport.ts";

/** What happened to a registration. After `failed` it is tried again in `retryIn` seconds. */
export type RegistrationState =
  | { state: "registered"; seconds: number }
  | { state: "failed"; status: number; retryIn: number }
  | { state: "unregistered" };

export type RegistrationOptions = {
  clock: Clock;
  layer: TransactionLayer;
  authenticator: Authenticator;
  /** Where to send: asked anew for each attempt, for a provider may move. */
  hops: () => Hops;
  onHopFailed: (hop: Hop) => void;
  /** Our address at the provider, `sip:user@domain`, and the registrar's URI. */
  address: string;
  registrar: string;
  contact: () => string;
  seconds: number;
  onState: (state: RegistrationState) => void;
};

const FIRST_RETRY_SECONDS = 5;
const LAST_RETRY_SECONDS = 300;
// A registration that held so long shows that the trouble before it is over.
const STABLE_MS = 60_000;

/** Keeps one address registered (RFC 3261 section 10): refreshes before it expires, retries ever more slowly. */
export class Registration {
  readonly #options: RegistrationOptions;
  readonly #callId = newCallId();
  readonly #tag = newTag();
  #sequence = 0;
  #seconds: number;
  #retry = FIRST_RETRY_SECONDS;
  #registeredAt: number | undefined;
  #attempt = 0;
  #sender: RequestSender | undefined;
  #cancelTimer: () => void = () => undefined;
  #stopped = false;

  constructor(options: RegistrationOptions) {
    this.#options = options;
    this.#seconds = options.seconds;
    this.#send(this.#seconds);
  }

  /** The server that knows us, or that is being asked: with several, not always the one that calls go to. */
  get hop(): Hop | undefined {
    return this.#sender?.current.hop;
  }

  /** Takes the registration back. Resolves when the registrar answered or could not be reached. */
  stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    return new Promise((resolve) => {
      this.#send(0, resolve);
    });
  }

  /**
   * The connection the registrar knows us by has closed: registers over a new one, at once when the old one held for a
   * while, and ever more slowly where connections are closed as soon as they are made.
   */
  disconnected() {
    if (this.#stopped) return;
    // What is under way is answered on that connection, or never.
    this.#attempt++;
    this.#sender?.abandon();
    this.#sender?.current.transaction.giveUp();
    if (!this.#isStable()) return this.#failed(503);
    this.#startOver();
    this.#send(this.#seconds);
  }

  #isStable(): boolean {
    return this.#registeredAt !== undefined && this.#options.clock.now() - this.#registeredAt >= STABLE_MS;
  }

  #startOver(): void {
    this.#retry = FIRST_RETRY_SECONDS;
    this.#registeredAt = undefined;
  }

  #send(seconds: number, onDone: () => void = () => undefined): void {
    const { layer, authenticator, hops, onHopFailed } = this.#options;
    this.#cancelTimer();
    this.#attempt++;
    const attempt = this.#attempt;
    // What has not been answered until now must not be asked of the next server after this.
    this.#sender?.abandon();
    const known = this.#stopped ? this.hop : undefined;
    this.#sender = new RequestSender({
      layer,
      authenticator,
      // Nobody else need hear that it is taken back: closing waits for that.
      hops: known === undefined ? hops() : [known],
      onHopFailed,
      build: () => this.#build(seconds),
      onResponse: (response, request) => {
        if (response.status < 200) return;
        if (attempt === this.#attempt) this.#receive(response, request);
        onDone();
      },
      onFailure: (failure) => {
        if (attempt === this.#attempt) this.#failed(failure === "timeout" ? 408 : 503);
        onDone();
      },
    });
  }

  #build(seconds: number): SipRequest {
    this.#sequence++;
    const { address, registrar, contact } = this.#options;
    const headers = new SipHeaders();
    headers.append("Max-Forwards", "70").append("From", `<${address}>;tag=${this.#tag}`).append("To", `<${address}>`);
    headers.append("Call-ID", this.#callId).append("CSeq", `${this.#sequence} REGISTER`);
    headers.append("Contact", contact()).append("Expires", String(seconds));
    return { kind: "request", method: "REGISTER", uri: registrar, headers, body: noBody() };
  }

  #receive(response: SipResponse, request: SipRequest) {
    const minimum = Number(response.headers.get("Min-Expires"));
    if (response.status === 423 && minimum > this.#seconds && minimum < 604_800 && !this.#stopped) {
      this.#seconds = minimum;
      return this.#send(minimum);
    }
    if (response.status >= 300) return this.#failed(response.status);
    if (this.#stopped) return this.#options.onState({ state: "unregistered" });
    this.#registeredAt ??= this.#options.clock.now();
    const seconds = grantedSeconds(response, request, this.#seconds);
    this.#schedule(refreshAfter(seconds));
    this.#options.onState({ state: "registered", seconds });
  }

  #failed(status: number): void {
    if (this.#stopped) return;
    if (this.#isStable()) this.#startOver();
    this.#registeredAt = undefined;
    const retryIn = this.#retry;
    this.#retry = Math.min(this.#retry * 2, LAST_RETRY_SECONDS);
    this.#schedule(retryIn);
    this.#options.onState({ state: "failed", status, retryIn });
  }

  #schedule(seconds: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.clock.after(seconds * 1000, () => this.#send(this.#seconds));
  }
}

/** Long registrations are refreshed half a minute early, short ones at half time. */
function refreshAfter(seconds: number): number {
  return Math.max(1, seconds > 120 ? seconds - 30 : seconds / 2);
}

// The registrar lists every contact of the address; ours is found by its user, host and port.
function grantedSeconds(response: SipResponse, request: SipRequest, asked: number): number {
  const [own] = contacts(request);
  const mine = contacts(response).find((contact) => own !== undefined && sameAddress(contact.uri, own.uri));
  const granted = Number(mine?.params.get("expires") ?? response.headers.get("Expires") ?? asked);
  return Number.isFinite(granted) && granted > 0 ? granted : asked;
}

function contacts(message: SipMessage): NameAddress[] {
  try {
    return message.headers.lines("Contact").flatMap((line) => (line === "*" ? [] : parseNameAddresses(line)));
  } catch {
    // Somebody else's unreadable contact is no reason to think ours was refused.
    return [];
  }
}

function sameAddress(a: NameAddress["uri"], b: NameAddress["uri"]): boolean {
  return isSipUri(a) && isSipUri(b) && a.user === b.user && a.host === b.host && a.port === b.port;
}
