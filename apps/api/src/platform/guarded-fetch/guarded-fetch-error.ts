/** Why a guarded request gave no answer. */
export type GuardedFetchFault =
  /** The address may not be called. */
  | "refused"
  /** The request itself is wrong: its address, a header, its method. */
  | "invalid"
  | "timeout"
  | "too_large"
  | "too_many_redirects"
  /** No connection, a broken one, or nonsense in it. */
  | "network";

/** What a guarded request throws; the message is a sentence for the author of the flow. */
export class GuardedFetchError extends Error {
  readonly fault: GuardedFetchFault;
  constructor(fault: GuardedFetchFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "GuardedFetchError";
    this.fault = fault;
  }
}
