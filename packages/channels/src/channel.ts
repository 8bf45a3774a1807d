import type { Bubble, ChannelCapabilities, Json, ProviderTemplate } from "@prosa/flow-schema";
import type { z } from "zod";
import type { ChannelEvent } from "./channel-event.ts";
import type { ChannelFetch, HmacSha256 } from "./http.ts";
import type { ErrorCode, ProviderError, SortedError } from "./sorted-error.ts";

/**
 * How Prosa speaks one channel. `parse`, `render`, `verify`, `challenge` and `sortError` are pure; the others do their I/O
 * through the `fetch` they are given and never throw: what went wrong comes back sorted.
 */
export interface Channel {
  /** Known by this in documents, rows and addresses. */
  type: string;
  capabilities: ChannelCapabilities;
  /** What a connection is made of. Secrets are sealed at rest and never shown again. */
  settings: z.ZodType<Record<string, string>>;
  secrets: z.ZodType<Record<string, string>>;
  /** The provider's own address, version included; without a slash at the end. */
  defaultBaseUrl: string;

  /** Whether the request was signed with this connection's secret. Runs on the raw bytes, before they are parsed. */
  verify(request: SignedRequest, secrets: Record<string, string>, hmac: HmacSha256): boolean;
  /** The text to answer a provider that asks whether this webhook is ours; null: refuse with 403. */
  challenge(query: Record<string, string | undefined>, secrets: Record<string, string>): string | null;
  /** Everything a webhook's parsed JSON says, in its order. Never throws, whatever it is given. */
  parse(payload: unknown): ChannelEvent[];

  /** The requests that show this bubble, in order; several where one message cannot hold it. */
  render(bubble: Bubble, context: RenderContext): Rendered;
  sortError(error: ProviderError): SortedError;

  send(order: { request: ProviderRequest; connection: ChannelConnection; fetch: ChannelFetch }): Promise<SendResult>;
  /** Shows the customer that their message was read; with `typing`, also that an answer is being written. */
  markRead(order: {
    providerMessageId: string;
    typing?: boolean;
    connection: ChannelConnection;
    fetch: ChannelFetch;
  }): Promise<Outcome<null>>;
  /** The id to name the file by in `RenderContext.mediaIds`, good for `mediaLifetimeMs`. */
  uploadMedia(order: {
    file: MediaUpload;
    connection: ChannelConnection;
    fetch: ChannelFetch;
  }): Promise<Outcome<{ providerMediaId: string }>>;
  mediaLifetimeMs: number;
  downloadMedia(order: {
    providerMediaId: string;
    connection: ChannelConnection;
    fetch: ChannelFetch;
    /** Files larger than this are refused without being read. */
    maxBytes: number;
  }): Promise<Outcome<{ bytes: Uint8Array<ArrayBuffer>; mimeType: string }>>;
  listTemplates(order: { connection: ChannelConnection; fetch: ChannelFetch }): Promise<Outcome<ListedTemplate[]>>;
  /** Asks the provider whether these settings work. */
  check(order: {
    connection: ChannelConnection;
    fetch: ChannelFetch;
  }): Promise<Outcome<{ phone: string | null; name: string | null }>>;
}

export interface SignedRequest {
  body: Uint8Array;
  /** By lower-case name. */
  header(name: string): string | undefined;
}

/** A connection with its secrets opened, ready to speak. */
export interface ChannelConnection {
  /** `defaultBaseUrl`, or what the server was configured with. */
  baseUrl: string;
  settings: Record<string, string>;
  secrets: Record<string, string>;
}

export interface RenderContext {
  /** A `ContactIdentity.address`. */
  to: string;
  /** The provider's id of the message to quote. */
  replyTo?: string;
  /** Given back by later statuses. */
  deliveryId: string;
  /** The provider's ids of uploaded files, by content hash: every file of `mediaOf(bubble)`. */
  mediaIds: Record<string, string>;
}

/** One request of a message, ready to be stored and sent: the body alone, addresses and tokens come with the connection. */
export interface ProviderRequest {
  body: Json;
}

export type Rendered = { ok: true; requests: ProviderRequest[] } | { ok: false; code: ErrorCode; detail: string };

/** `unknown`: nobody can tell whether the provider has it. It must not be sent again by itself; a later status settles it. */
export type SendResult = { providerMessageId: string } | { error: SortedError } | { unknown: string };

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: SortedError };

export interface MediaUpload {
  bytes: Uint8Array<ArrayBuffer>;
  mimeType: string;
  filename: string;
}

/** A template with its components as the provider wrote them, for previews. */
export interface ListedTemplate extends ProviderTemplate {
  components: Json[];
}
