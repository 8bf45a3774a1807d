import type { HandsetMessage } from "../handset/schema.ts";

/** Where the stand-in keeps its things between restarts. One process owns a store at a time. */
export interface StandinStore {
  load(): Promise<Snapshot | null>;
  /** Called at most every two seconds while something changes, and once at the end. */
  save(snapshot: Snapshot): Promise<void>;
  putFile(id: string, bytes: Uint8Array): Promise<void>;
  getFile(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
  deleteFile(id: string): Promise<void>;
}

/** Everything but the files' bytes; plain JSON. Bounded by `StandinLimits`. */
export interface Snapshot {
  format: 1;
  customers: StoredCustomer[];
  threads: Record<string, HandsetMessage[]>;
  /** What the business gave with its messages, by message id. */
  callbacks: Record<string, string>;
  files: StoredFile[];
  templates: StoredTemplate[];
  webhooks: StoredWebhook[];
}

export interface StoredCustomer {
  id: string;
  phoneNumberId: string;
  name: string;
  phone: string | null;
  userId: string;
  username: string | null;
  unread: number;
  /** When this customer last wrote; null: never. */
  lastInboundAt: number | null;
  /** When anything was last written, either way. */
  touchedAt: number;
}

export interface StoredFile {
  id: string;
  phoneNumberId: string;
  mimeType: string;
  filename: string | null;
  size: number;
  /** Hex. */
  sha256: string;
  at: number;
  /** 30 days for what the business uploads, 7 for what a customer sends. */
  expiresAt: number;
}

export interface StoredTemplate {
  id: string;
  businessAccountId: string;
  name: string;
  language: string;
  category: string;
  status: string;
  parameter_format: "POSITIONAL" | "NAMED";
  components: TemplateComponent[];
}

export interface TemplateComponent {
  type: "HEADER" | "BODY" | "FOOTER" | "BUTTONS";
  format?: "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "LOCATION";
  text?: string;
  example?: unknown;
  buttons?: TemplateButton[];
}

export interface TemplateButton {
  type: "QUICK_REPLY" | "URL" | "PHONE_NUMBER" | "COPY_CODE";
  text: string;
  url?: string;
  phone_number?: string;
  example?: unknown;
}

/** A webhook not yet taken. */
export interface StoredWebhook {
  id: string;
  /** Webhooks of one lane go in their order. */
  lane: string;
  phoneNumberId: string;
  field: string;
  value: Record<string, unknown>;
  /** The message whose tick this is about. */
  messageId: string | null;
  at: number;
}

/** A store that forgets with the process. */
export function memoryStore(): StandinStore {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let saved: Snapshot | null = null;
  return {
    load: () => Promise.resolve(structuredClone(saved)),
    save: (snapshot) => {
      // Copied when it is loaded: a busy test saves often and loads once.
      saved = snapshot;
      return Promise.resolve();
    },
    putFile: (id, bytes) => {
      files.set(id, Uint8Array.from(bytes));
      return Promise.resolve();
    },
    getFile: (id) => Promise.resolve(files.get(id) ?? null),
    deleteFile: (id) => {
      files.delete(id);
      return Promise.resolve();
    },
  };
}
