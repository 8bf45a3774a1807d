import type { CallEnd } from "../sip/call/call-context.ts";
import type { DialogUsage } from "../sip/call/dialog-usage.ts";

const TRANSFER_TIMEOUT_MS = 60_000;

/** A transfer by REFER (RFC 3515) under way. */
export class Transfer {
  readonly #usage: DialogUsage;
  #report: ((status: number) => void) | undefined;

  constructor(usage: DialogUsage) {
    this.#usage = usage;
  }

  /** Asks the peer to call `target`. Resolves when it has reached it; rejects when it refuses or fails. */
  async start(target: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // Its failure may be told before the peer has answered that it will try.
    promise.catch(() => undefined);
    this.#report = (status) => {
      if (status >= 200 && status < 300) resolve();
      else if (status >= 300) reject(new Error(`the transfer failed: ${status}`));
    };
    const response = await this.#usage.request("REFER", (request) => request.headers.append("Refer-To", `<${target}>`));
    if (response.status >= 300) throw new Error(`the peer refuses to be transferred: ${response.status}`);
    const timer = setTimeout(() => reject(new Error("nothing was heard of the transfer")), TRANSFER_TIMEOUT_MS);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** A NOTIFY told how far the peer has come. */
  progress(status: number): void {
    this.#report?.(status);
  }

  /** The call ended before the transfer was told to have worked: peers hang up as soon as they are through. */
  ended({ by }: CallEnd): void {
    this.#report?.(by === "remote" ? 200 : 487);
  }
}
