/** Base timers of RFC 3261 section 17 in milliseconds; the others derive from them (appendix A). */
export type SipTimers = { t1: number; t2: number; t4: number };

/** The values the RFC recommends for networks at large. */
export const SIP_TIMERS: SipTimers = { t1: 500, t2: 4000, t4: 5000 };
