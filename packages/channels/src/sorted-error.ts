/** What to do about an error of a provider. */
export type ErrorAction =
  /** It may go well later: try again, with growing pauses. */
  | "retry"
  /** Too fast: pause what `scope` names, then try again. */
  | "throttle"
  /** This message will never go. */
  | "give-up"
  /** Nothing will go until a person mends the connection: stop it and say why. */
  | "alert";

/** Our reasons, the same for every channel: flows, screens and reports know only these. */
export const errorCodes = [
  "credentials",
  "billing",
  "number-not-registered",
  "provider-error",
  "not-sent",
  "rate-limit",
  "pair-rate",
  "bad-request",
  "unreachable",
  "window-shut",
  "marketing-limit",
  "media-refused",
  "media-missing",
  "template-refused",
  "empty-message",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** A provider's error, sorted. */
export interface SortedError {
  action: ErrorAction;
  code: ErrorCode;
  /** What a throttle slows down: this customer, or everything on the connection. */
  scope?: "recipient" | "connection";
  /** The provider's own number, for the log and for whoever asks its support. */
  providerCode: number | null;
  /** The provider's own words; not translated. */
  detail: string | null;
}

/** An error as a provider told it, before it is sorted. */
export interface ProviderError {
  code: number | null;
  /** Status of the HTTP answer; absent when the error came by webhook. */
  httpStatus?: number;
  detail: string | null;
  /** The provider says itself that it will pass. */
  transient?: boolean;
}
