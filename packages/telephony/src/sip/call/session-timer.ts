import type { Clock } from "../../clock/clock.ts";
import type { SipHeaders } from "../sip-headers.ts";

/** What both sides settled: the interval in seconds, and who refreshes. */
export type SessionInterval = { seconds: number; refresher: "us" | "them" };

// Closer than this to the end of a session it is not refreshed once more.
const LAST_REFRESH_MS = 5_000;

/**
 * Watches over a call whose peer may vanish (RFC 4028): refreshes at half time, again at half of what is left while
 * that does not work, and ends the call when no refresh came.
 */
export class SessionTimer {
  readonly #clock: Clock;
  readonly #refresh: () => void;
  readonly #expire: () => void;
  #cancelExpiry: () => void = () => undefined;
  #cancelRefresh: () => void = () => undefined;

  constructor(clock: Clock, { refresh, expire }: { refresh: () => void; expire: () => void }) {
    this.#clock = clock;
    this.#refresh = refresh;
    this.#expire = expire;
  }

  /** Starts anew after each refresh; without an interval the session lasts until somebody ends it. */
  start(interval: SessionInterval | undefined): void {
    this.stop();
    if (interval === undefined) return;
    const { seconds, refresher } = interval;
    // Section 10: a little early, so that the BYE comes before the proxies forget the call.
    const lifetime = (seconds - Math.min(32, seconds / 3)) * 1000;
    this.#cancelExpiry = this.#clock.after(lifetime, () => {
      this.stop();
      this.#expire();
    });
    if (refresher === "us") this.#refreshIn(seconds * 500, lifetime);
  }

  stop(): void {
    this.#cancelExpiry();
    this.#cancelRefresh();
  }

  #refreshIn(ms: number, left: number): void {
    this.#cancelRefresh = this.#clock.after(ms, () => {
      const next = (left - ms) / 2;
      if (next >= LAST_REFRESH_MS) this.#refreshIn(next, left - ms);
      this.#refresh();
    });
  }
}

/** Parses `1800;refresher=uac`; undefined when absent or malformed. */
export function readSessionExpires(headers: SipHeaders): { seconds: number; refresher?: "uac" | "uas" } | undefined {
  const match = /^\s*(\d{1,7})(?:\s*;\s*refresher\s*=\s*(uac|uas))?/i.exec(headers.get("Session-Expires") ?? "");
  if (match === null) return undefined;
  const refresher = match[2]?.toLowerCase();
  const seconds = Number(match[1]);
  return refresher === "uac" || refresher === "uas" ? { seconds, refresher } : { seconds };
}
