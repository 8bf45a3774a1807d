import { Problem } from "../../../shared/api/problem.ts";
import type { Draft, Outgoing, Unsent } from "./unsent-store.ts";

type KeptMessage = Omit<Outgoing, "problem"> & {
  problem: { status: number; body: Readonly<Record<string, unknown>> } | null;
};

/** What is unsent, as plain data. Of files only those that are on the server already: their bytes are not kept. */
export interface KeptUnsent {
  drafts: Record<string, Draft>;
  outbox: KeptMessage[];
}

export function toKept({ drafts, outbox }: Unsent): KeptUnsent {
  const kept: KeptUnsent = { drafts: {}, outbox: [] };
  for (const [conversation, { text, attachments }] of Object.entries(drafts)) {
    const ready = attachments.filter(({ media }) => media !== null);
    if (text || ready.length > 0) kept.drafts[conversation] = { text, attachments: ready };
  }
  kept.outbox = outbox.map(({ problem, ...one }) => ({
    ...one,
    problem: problem && { status: problem.status, body: { ...problem.extra } },
  }));
  return kept;
}

export const isEmpty = ({ drafts, outbox }: KeptUnsent) => outbox.length === 0 && Object.keys(drafts).length === 0;

/**
 * Puts what was kept beside what is here. A draft for a conversation in which something is being written stays kept, for another
 * time: neither text may go lost, and none may change under somebody's hands.
 */
export function mergeKept(here: Unsent, kept: KeptUnsent): { merged: Unsent; added: Outgoing[]; rest: KeptUnsent } {
  const merged = { ...here.drafts };
  const rest: KeptUnsent = { drafts: {}, outbox: [] };
  for (const [conversation, draft] of Object.entries(kept.drafts)) {
    if (here.drafts[conversation]) rest.drafts[conversation] = draft;
    else merged[conversation] = draft;
  }
  const known = new Set(here.outbox.map(({ clientId }) => clientId));
  const added = kept.outbox
    .filter(({ clientId }) => !known.has(clientId))
    .map(({ problem, ...one }) => ({ ...one, problem: problem && new Problem(problem.status, problem.body) }));
  const outbox = [...here.outbox, ...added].sort((a, b) => a.at.localeCompare(b.at));
  return { merged: { drafts: merged, outbox }, added, rest };
}
