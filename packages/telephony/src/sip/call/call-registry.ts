import type { Clock } from "../../clock/clock.ts";
import type { CoreHeaders } from "../core-headers.ts";
import { parseReplaces } from "../parse-replaces.ts";
import { RecentSet } from "../recent-set.ts";
import type { SipRequest } from "../sip-message.ts";
import type { ServerTransaction } from "../transaction/server-transaction.ts";
import type { DialogUsage } from "./dialog-usage.ts";
import type { IncomingSipCall } from "./incoming-sip-call.ts";
import type { OutgoingSipCall } from "./outgoing-sip-call.ts";

// How long a transfer may name a call that has ended and hear that it has.
const ENDED = { lifetime: 60_000, max: 10_000 };

/** The calls of one user agent, found by what the messages say of them. */
export class CallRegistry {
  readonly #ringing = new Map<ServerTransaction, IncomingSipCall>();
  readonly #outgoing = new Map<OutgoingSipCall, PromiseWithResolvers<void>>();
  readonly #established = new Map<string, DialogUsage>();
  readonly #ended: RecentSet;

  constructor(clock: Clock) {
    this.#ended = new RecentSet(clock, ENDED);
  }

  get counts(): { ringing: number; established: number } {
    return { ringing: this.#ringing.size, established: this.#established.size };
  }

  addIncoming(invite: ServerTransaction, call: IncomingSipCall): void {
    this.#ringing.set(invite, call);
  }

  removeIncoming(invite: ServerTransaction): void {
    this.#ringing.delete(invite);
  }

  addOutgoing(call: OutgoingSipCall): void {
    this.#outgoing.set(call, Promise.withResolvers());
  }

  removeOutgoing(call: OutgoingSipCall): void {
    this.#outgoing.get(call)?.resolve();
    this.#outgoing.delete(call);
  }

  addEstablished(usage: DialogUsage): void {
    this.#established.set(keyOf(usage), usage);
  }

  removeEstablished(usage: DialogUsage): void {
    this.#established.delete(keyOf(usage));
    this.#ended.add(`${keyOf(usage)} ${usage.dialog.remoteTag}`);
  }

  /** The established call a request belongs to. */
  established(core: CoreHeaders): DialogUsage | undefined {
    return this.#established.get(`${core.callId} ${core.to.params.get("tag") ?? ""}`);
  }

  /** The ringing call that began with an INVITE. */
  ringing(invite: ServerTransaction): IncomingSipCall | undefined {
    return this.#ringing.get(invite);
  }

  /** The ringing call a request within its early dialog belongs to. */
  early(core: CoreHeaders): IncomingSipCall | undefined {
    const toTag = core.to.params.get("tag");
    return [...this.#ringing.values()].find((call) => call.localTag === toTag && call.core.callId === core.callId);
  }

  /** The call we make that rings at the telephone whose request this is. */
  calling(core: CoreHeaders): OutgoingSipCall | undefined {
    const [toTag, fromTag] = [core.to.params.get("tag"), core.from.params.get("tag") ?? ""];
    const calls = [...this.#outgoing.keys()];
    return calls.find((call) => call.callId === core.callId && call.localTag === toTag && call.isRingingAt(fromTag));
  }

  /** True for an INVITE that came by another way already: only the first rings (RFC 3261 section 8.2.2.2). */
  isMerged(core: CoreHeaders): boolean {
    const same = (other: CoreHeaders) =>
      other.callId === core.callId &&
      other.cseq.number === core.cseq.number &&
      other.from.params.get("tag") === core.from.params.get("tag");
    for (const call of this.#ringing.values()) if (same(call.core)) return true;
    return false;
  }

  /**
   * The call that a new one is to take the place of, if its INVITE names one, or the status that refuses it (RFC 3891
   * section 3): it must have been answered, or be one that we make and that rings.
   */
  replacedBy(invite: SipRequest): DialogUsage | OutgoingSipCall | number | undefined {
    const [header, another] = invite.headers.lines("Replaces");
    if (header === undefined) return undefined;
    if (another !== undefined) return 400;
    const { callId, toTag, fromTag, earlyOnly } = parseReplaces(header);
    const usage = this.#established.get(`${callId} ${toTag}`);
    // The caller may want it only while it rings, and it has been answered.
    if (usage?.dialog.remoteTag === fromTag) return earlyOnly ? 486 : usage;
    for (const call of this.#outgoing.keys()) {
      if (call.callId === callId && call.localTag === toTag && call.isRingingAt(fromTag)) return call;
    }
    return this.#ended.has(`${callId} ${toTag} ${fromTag}`) ? 603 : 481;
  }

  /** Ends every call. Resolves when those we make have been taken back, which nobody may confirm. */
  async endAll(): Promise<void> {
    for (const call of this.#ringing.values()) call.reject(480);
    const gone = [...this.#outgoing.values()].map(({ promise }) => promise);
    for (const call of this.#outgoing.keys()) call.hangUp();
    for (const usage of this.#established.values()) usage.hangUp();
    await Promise.all(gone);
  }
}

function keyOf({ dialog }: DialogUsage): string {
  return `${dialog.callId} ${dialog.localTag}`;
}
