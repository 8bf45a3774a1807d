/** A message the stand-in accepted: what a business believes it sent must be here, and nothing twice. */
export interface LedgerEntry {
  /** In the order of acceptance, from 1. */
  number: number;
  messageId: string;
  phoneNumberId: string;
  customerId: string;
  /** `to` or `recipient` as it came. */
  to: string;
  type: string;
  /** `biz_opaque_callback_data`. */
  callbackData: string | null;
  body: Record<string, unknown>;
  at: number;
}

/** Every message accepted since the start, the newest `capacity` of them. Not saved. */
export class Ledger {
  readonly #entries: LedgerEntry[] = [];
  readonly #capacity: number;
  #count = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(entry: Omit<LedgerEntry, "number">): void {
    this.#entries.push({ ...entry, number: ++this.#count });
    // In large bites: moving the whole array for each message would cost more than the memory.
    if (this.#entries.length > this.#capacity * 1.1) this.#entries.splice(0, this.#entries.length - this.#capacity);
  }

  /** Oldest first. */
  entries(): readonly LedgerEntry[] {
    return this.#entries.slice(-this.#capacity);
  }

  /** How many were ever accepted. */
  get count(): number {
    return this.#count;
  }
}
