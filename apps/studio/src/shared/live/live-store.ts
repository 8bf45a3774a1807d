import { create } from "zustand";
import type { LiveChange, LiveStatus } from "./live-feed.ts";

type Listener = (change: LiveChange) => void;

interface LiveState {
  status: LiveStatus;
  /** What the browser says about its network. */
  online: boolean;
}

export const useLiveStore = create<LiveState>()(() => ({ status: "connecting", online: true }));

const listeners = new Set<Listener>();

/** Told every change of the feed, for what is not a query (the editor's draft). Returns the way to stop. */
export function onLiveChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function announce(change: LiveChange): void {
  for (const listener of listeners) listener(change);
}
