import type { Clock } from "../../clock/clock.ts";
import type { SipHeaders } from "../sip-headers.ts";

/** What both sides settled: the interval in seconds, and who refreshes. */
export type SessionInterval = { seconds: number; refresher: "us" | "them" };

/** Watches over a call whose peer may vanish (RFC 4028): refreshes at half time, or ends it when no refresh came. */
export class SessionTimer {
  readonly #clock: Clock;
  readonly #refresh: () => void;
  readonly #expire: () => void;
  #cancel: (() => void) | undefined;

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
    const ms = refresher === "us" ? seconds * 500 : (seconds - Math.min(32, seconds / 3)) * 1000;
    this.#cancel = this.#clock.after(ms, refresher === "us" ? this.#refresh : this.#expire);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
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
