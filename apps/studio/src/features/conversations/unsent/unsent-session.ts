import type { QueryClient } from "@tanstack/react-query";
import { randomId } from "../../../shared/ids/random-id.ts";
import { hasLocks } from "../../../shared/storage/page-lock.ts";
import { openLine } from "../outbox.ts";
import { type KeptUnsent, mergeKept, toKept } from "./kept-unsent.ts";
import { unsentShelf } from "./unsent-shelf.ts";
import { nothingUnsent, useUnsent } from "./unsent-store.ts";

/** The person before in this tab has to be gone before anybody takes over. */
let closing: Promise<unknown> = Promise.resolve();

/**
 * Brings back what a person left unsent in this browser and goes on sending it. Until the returned function is called what they
 * write is kept; then nothing of it is in memory, and nothing more is sent.
 */
export function openUnsent(queryClient: QueryClient, owner: string): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const shelf = unsentShelf(owner, randomId());
  const send = openLine({ queryClient, owner, signal });
  const take = async (kept: KeptUnsent) => {
    if (signal.aborted) return kept;
    const { merged, added, rest } = mergeKept(useUnsent.getState(), kept);
    useUnsent.setState(merged);
    for (const message of added) if (!message.problem) void send(message);
    await shelf.keep(toKept(merged));
    return rest;
  };
  const adopt = () => {
    // Without storage there is nothing to bring back.
    if (!signal.aborted) shelf.adopt(take).catch(() => undefined);
  };
  /** A tab that was closed meanwhile may have left something. */
  const look = () => {
    if (hasLocks() && !document.hidden) adopt();
  };
  void closing.then(adopt);
  void shelf.keep(toKept(useUnsent.getState()));
  const stopKeeping = useUnsent.subscribe((unsent) => void shelf.keep(toKept(unsent)));
  addEventListener("online", look, { signal });
  document.addEventListener("visibilitychange", look, { signal });
  return () => {
    stop.abort();
    stopKeeping();
    useUnsent.setState(nothingUnsent);
    closing = shelf.release().catch(() => undefined);
  };
}
