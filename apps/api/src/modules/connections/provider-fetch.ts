import type { ChannelFetch } from "@prosa/channels";

/** The provider's address comes from the environment, not from a user, so it needs no guard; but it must give up in time. */
export const providerFetch: ChannelFetch = (url, { answerBytes = 0, ...init }) =>
  fetch(url, { ...init, signal: AbortSignal.timeout(timeLimit((init.body?.length ?? 0) + answerBytes)) });

/** Milliseconds, whole, for a call that carries so many bytes: a line of 2 Mbit/s is enough. */
const timeLimit = (bytes: number): number => Math.ceil(20_000 + bytes / 250);
