import type { HandsetMessage } from "../handset/schema.ts";
import { barePhone } from "./bare-phone.ts";
import type { Snapshot, StoredCustomer, StoredFile, StoredTemplate } from "./store.ts";

/** How much is kept; the oldest goes first. */
export interface StandinLimits {
  /** Customers of all numbers. */
  customers: number;
  /** Messages of each customer. */
  messages: number;
  files: number;
  /** Bytes of all files. */
  fileBytes: number;
  templates: number;
  /** Accepted messages in the ledger. */
  ledger: number;
}

export const defaultLimits: StandinLimits = {
  customers: 2000,
  messages: 200,
  files: 500,
  fileBytes: 256 * 1024 * 1024,
  templates: 500,
  ledger: 100_000,
};

/** Customers, their threads, files and templates, in memory and bounded. */
export class State {
  readonly #limits: StandinLimits;
  readonly #customers = new Map<string, StoredCustomer>();
  /** Ids by number and phone or user id. */
  readonly #addresses = new Map<string, string>();
  readonly #threads = new Map<string, HandsetMessage[]>();
  /** Whose thread a message is in. */
  readonly #owners = new Map<string, string>();
  /** `biz_opaque_callback_data` of messages of the business. */
  readonly #callbacks = new Map<string, string>();
  readonly #files = new Map<string, StoredFile>();
  readonly #templates = new Map<string, StoredTemplate>();

  constructor(limits: StandinLimits, snapshot: Snapshot | null) {
    this.#limits = limits;
    for (const customer of snapshot?.customers ?? []) this.putCustomer(customer);
    for (const [id, messages] of Object.entries(snapshot?.threads ?? {}))
      for (const message of messages) this.addMessage(id, message);
    for (const [id, data] of Object.entries(snapshot?.callbacks ?? {})) this.#callbacks.set(id, data);
    for (const file of snapshot?.files ?? []) this.#files.set(file.id, file);
    for (const template of snapshot?.templates ?? []) this.#templates.set(template.id, template);
  }

  snapshot(): Omit<Snapshot, "webhooks"> {
    return {
      format: 1,
      customers: [...this.#customers.values()],
      threads: Object.fromEntries(this.#threads),
      callbacks: Object.fromEntries(this.#callbacks),
      files: [...this.#files.values()],
      templates: [...this.#templates.values()],
    };
  }

  /** Of a number, who was last in touch first. */
  customersOf(phoneNumberId: string): StoredCustomer[] {
    return [...this.#customers.values()]
      .filter((customer) => customer.phoneNumberId === phoneNumberId)
      .sort((a, b) => b.touchedAt - a.touchedAt);
  }

  customer(id: string): StoredCustomer | undefined {
    return this.#customers.get(id);
  }

  /** The customer of a number who has this phone (in any of its forms) or user id. */
  customerBy(phoneNumberId: string, address: { phone: string } | { userId: string }): StoredCustomer | undefined {
    return this.#customers.get(this.#addresses.get(addressKey(phoneNumberId, address)) ?? "");
  }

  putCustomer(customer: StoredCustomer): void {
    this.#customers.set(customer.id, customer);
    for (const key of addressKeys(customer)) this.#addresses.set(key, customer.id);
    if (this.#customers.size <= this.#limits.customers) return;
    const others = [...this.#customers.values()].filter(({ id }) => id !== customer.id);
    const oldest = others.reduce((a, b) => (a.touchedAt <= b.touchedAt ? a : b));
    this.removeCustomer(oldest.id);
  }

  removeCustomer(id: string): void {
    for (const message of this.#threads.get(id) ?? []) this.#forget(message.id);
    this.#threads.delete(id);
    const customer = this.#customers.get(id);
    for (const key of customer ? addressKeys(customer) : []) this.#addresses.delete(key);
    this.#customers.delete(id);
  }

  thread(customerId: string): readonly HandsetMessage[] {
    return this.#threads.get(customerId) ?? [];
  }

  addMessage(customerId: string, message: HandsetMessage): void {
    const thread = this.#threads.get(customerId) ?? [];
    this.#threads.set(customerId, thread);
    thread.push(message);
    this.#owners.set(message.id, customerId);
    for (const gone of thread.splice(0, Math.max(0, thread.length - this.#limits.messages))) this.#forget(gone.id);
  }

  setCallback(messageId: string, data: string): void {
    this.#callbacks.set(messageId, data);
  }

  callback(messageId: string): string | null {
    return this.#callbacks.get(messageId) ?? null;
  }

  #forget(messageId: string): void {
    this.#owners.delete(messageId);
    this.#callbacks.delete(messageId);
  }

  message(id: string): { customerId: string; message: HandsetMessage } | undefined {
    const customerId = this.#owners.get(id);
    if (customerId === undefined) return undefined;
    const message = this.#threads.get(customerId)?.find((one) => one.id === id);
    return message && { customerId, message };
  }

  file(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  /** Keeps it and tells which files had to go for it. */
  putFile(file: StoredFile): string[] {
    this.#files.set(file.id, file);
    const gone: string[] = [];
    let bytes = [...this.#files.values()].reduce((sum, { size }) => sum + size, 0);
    for (const oldest of this.#files.values()) {
      if (this.#files.size <= this.#limits.files && bytes <= this.#limits.fileBytes) break;
      if (oldest.id === file.id) break;
      bytes -= oldest.size;
      this.#files.delete(oldest.id);
      gone.push(oldest.id);
    }
    return gone;
  }

  removeFile(id: string): void {
    this.#files.delete(id);
  }

  templatesOf(businessAccountId: string): StoredTemplate[] {
    return [...this.#templates.values()].filter((template) => template.businessAccountId === businessAccountId);
  }

  templatesUnderReview(): StoredTemplate[] {
    return [...this.#templates.values()].filter(({ status }) => status === "PENDING");
  }

  template(id: string): StoredTemplate | undefined {
    return this.#templates.get(id);
  }

  /** False when there is no room for it. */
  putTemplate(template: StoredTemplate): boolean {
    if (!this.#templates.has(template.id) && this.#templates.size >= this.#limits.templates) return false;
    this.#templates.set(template.id, template);
    return true;
  }

  removeTemplate(id: string): void {
    this.#templates.delete(id);
  }
}

const addressKey = (phoneNumberId: string, address: { phone: string } | { userId: string }): string =>
  `${phoneNumberId} ${"phone" in address ? barePhone(address.phone) : address.userId}`;

const addressKeys = ({ phoneNumberId, phone, userId }: StoredCustomer): string[] => [
  addressKey(phoneNumberId, { userId }),
  ...(phone === null ? [] : [addressKey(phoneNumberId, { phone })]),
];
