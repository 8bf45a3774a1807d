import type { CoreHeaders } from "./core-headers.ts";
import { formatNameAddress, parseNameAddress, parseNameAddresses } from "./name-address.ts";
import { SipHeaders } from "./sip-headers.ts";
import { noBody, type SipMessage, type SipRequest, type SipResponse } from "./sip-message.ts";
import { formatUri, isSipUri, parseSipUri, parseUri, type SipUri } from "./sip-uri.ts";

/** How a dialog begins: see `Dialog.ofCaller` and `Dialog.ofCallee`. */
type DialogStart = {
  isCaller: boolean;
  callId: string;
  localTag: string;
  remoteTag: string;
  /** Values of From and To of the requests we send. */
  local: string;
  remote: string;
  routeSet: string[];
  remoteTarget: string;
  /** The methods the peer takes. */
  allowed: string[];
  localSeq: number;
  remoteSeq?: number;
};

/** The state two user agents share after an INVITE (RFC 3261 section 12). */
export class Dialog {
  /** True for the side whose INVITE began the call. */
  readonly isCaller: boolean;
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly #local: string;
  readonly #remote: string;
  readonly #routeSet: string[];
  #remoteTarget: string;
  #allowed: string[];
  #localSeq: number;
  #remoteSeq: number | undefined;

  constructor(start: DialogStart) {
    this.isCaller = start.isCaller;
    this.callId = start.callId;
    this.localTag = start.localTag;
    this.remoteTag = start.remoteTag;
    this.#local = start.local;
    this.#remote = start.remote;
    this.#routeSet = start.routeSet;
    this.#remoteTarget = start.remoteTarget;
    this.#allowed = start.allowed;
    this.#localSeq = start.localSeq;
    this.#remoteSeq = start.remoteSeq;
  }

  /** The dialog that a response with a To tag makes for the one who sent the INVITE. */
  static ofCaller(invite: SipRequest, response: SipResponse, core: CoreHeaders): Dialog {
    return new Dialog({
      isCaller: true,
      callId: core.callId,
      localTag: core.from.params.get("tag") ?? "",
      remoteTag: core.to.params.get("tag") ?? "",
      local: invite.headers.get("From") ?? "",
      remote: response.headers.get("To") ?? "",
      routeSet: response.headers.list("Record-Route").reverse(),
      remoteTarget: contactUri(response) ?? invite.uri,
      allowed: response.headers.list("Allow"),
      localSeq: Number.parseInt(invite.headers.get("CSeq") ?? "0", 10),
    });
  }

  /** The dialog that an INVITE makes for the one who answers it with `localTag`. */
  static ofCallee(invite: SipRequest, core: CoreHeaders, localTag: string): Dialog {
    const local = { ...core.to, params: new Map(core.to.params).set("tag", localTag) };
    return new Dialog({
      isCaller: false,
      callId: core.callId,
      localTag,
      remoteTag: core.from.params.get("tag") ?? "",
      local: formatNameAddress(local),
      remote: invite.headers.get("From") ?? "",
      routeSet: invite.headers.list("Record-Route"),
      remoteTarget: contactUri(invite) ?? formatUri(core.from.uri),
      allowed: invite.headers.list("Allow"),
      localSeq: 0,
      remoteSeq: core.cseq.number,
    });
  }

  /** A new request within the dialog, with the next sequence number. Via and Contact are the sender's to add. */
  request(method: string): SipRequest {
    this.#localSeq++;
    return this.#build(method, this.#localSeq);
  }

  /** Goes on after a number that was used in the early dialog. */
  advance(sequence: number): void {
    this.#localSeq = Math.max(this.#localSeq, sequence);
  }

  /** The ACK of a 2xx to `invite`, with the same credentials (RFC 3261 section 13.2.2.4): nobody can challenge it. */
  ack(invite: SipRequest): SipRequest {
    const ack = this.#build("ACK", Number.parseInt(invite.headers.get("CSeq") ?? "0", 10));
    for (const name of ["Authorization", "Proxy-Authorization"]) {
      for (const line of invite.headers.lines(name)) ack.headers.append(name, line);
    }
    return ack;
  }

  /** Takes the peer's sequence number; false when it is old and the request must get 500. */
  acceptSequence(sequence: number): boolean {
    if (this.#remoteSeq !== undefined && sequence <= this.#remoteSeq) return false;
    this.#remoteSeq = sequence;
    return true;
  }

  /** Follows the Contact of a re-INVITE, an UPDATE or their responses. */
  refreshTarget(message: SipMessage): void {
    this.#remoteTarget = contactUri(message) ?? this.#remoteTarget;
    this.learnAllowed(message);
  }

  /** Notes what the peer now says that it takes, as with a refusal too. */
  learnAllowed(message: SipMessage): void {
    if (message.headers.has("Allow")) this.#allowed = message.headers.list("Allow");
  }

  /** True when the peer has said that it takes a method. */
  allows(method: string): boolean {
    return this.#allowed.includes(method);
  }

  /**
   * The address that makes whoever calls it take this call's place at the peer (RFC 3891): for the Refer-To of an
   * attended transfer.
   */
  get replacingUri(): string {
    // Seen from the peer, its own tag is the to-tag.
    const replaces = `${this.callId};to-tag=${this.remoteTag};from-tag=${this.localTag}`;
    const { headers: _, ...target } = parseSipUri(this.#remoteTarget);
    return formatUri({ ...target, headers: `Replaces=${encodeURIComponent(replaces)}` });
  }

  /** Where requests of this dialog go first: the top route, or the peer itself. Undefined when it is no SIP URI. */
  get nextHop(): SipUri | undefined {
    const [route] = this.#routeSet;
    const uri = route === undefined ? parseUri(this.#remoteTarget) : parseNameAddress(route).uri;
    return isSipUri(uri) ? uri : undefined;
  }

  #build(method: string, sequence: number): SipRequest {
    const headers = new SipHeaders();
    const [first] = this.#routeSet;
    const strict = first !== undefined && !isLoose(first);
    // A strict router (RFC 2543) wants its own address as Request-URI and the peer's as the last route.
    const uri = strict ? formatUri(parseNameAddress(first).uri) : this.#remoteTarget;
    const routes = strict ? [...this.#routeSet.slice(1), `<${this.#remoteTarget}>`] : this.#routeSet;
    for (const route of routes) headers.append("Route", route);
    headers.append("Max-Forwards", "70").append("From", this.#local).append("To", this.#remote);
    headers.append("Call-ID", this.callId).append("CSeq", `${sequence} ${method}`);
    return { kind: "request", method, uri, headers, body: noBody() };
  }
}

function isLoose(route: string): boolean {
  const { uri } = parseNameAddress(route);
  return isSipUri(uri) && uri.params.has("lr");
}

function contactUri(message: SipMessage): string | undefined {
  const line = message.headers.get("Contact");
  const address = line === undefined ? undefined : parseNameAddresses(line)[0];
  if (address === undefined) return undefined;
  return formatUri(parseSipUri(formatUri(address.uri)));
}
