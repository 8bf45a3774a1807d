/** What a channel needs of `fetch`; the platform's own fits. It must give up by itself (`AbortSignal.timeout`) and then throw. */
export type ChannelFetch = (url: string, init: ChannelRequestInit) => Promise<ChannelResponse>;

export interface ChannelRequestInit {
  method: "GET" | "POST" | "DELETE";
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  /** A provider's API does not redirect; following one would carry the token elsewhere. */
  redirect: "error";
  /** How many bytes the answer may have, where it is a file: for whoever sets the time limit. */
  answerBytes?: number;
}

export interface ChannelResponse {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The HMAC-SHA256 of these bytes under this key (UTF-8), in lower-case hex: on Node `createHmac("sha256", key).update(bytes).digest("hex")`. */
export type HmacSha256 = (key: string, bytes: Uint8Array) => string;
