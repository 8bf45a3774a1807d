import type { FlowDocument } from "./document.ts";
import type { SessionTrigger } from "./event.ts";
import { foldText } from "./text/fold-text.ts";
import { type KeywordMatch, keywordMatches, matchesKeyword } from "./text/match-keyword.ts";

/** A flow that may begin on a connection. */
export interface StartCandidate {
  flowId: string;
  document: FlowDocument;
}

/** The flow a message begins, and why. */
export interface StartMatch {
  flowId: string;
  trigger: SessionTrigger;
}

/** How a flow's start node says it begins. Part of the document format: the `config` of the node of type `start`. */
export type StartTrigger =
  | { trigger: "any" }
  | { trigger: "new-contact" }
  | { trigger: "keyword"; keywords: Record<string, { text: string; match: KeywordMatch; order: number }> };

/**
 * Which flow a message begins when no session is there to take it: the longest keyword that matches, else a flow for new
 * contacts, else one for any message; null when there is none. Ties go to the candidate given first.
 */
export function matchStart(
  candidates: readonly StartCandidate[],
  message: { text: string; newContact: boolean },
): StartMatch | null {
  return (
    longestKeyword(candidates, message.text) ??
    (message.newContact ? startingBy(candidates, "new-contact") : null) ??
    startingBy(candidates, "any")
  );
}

function longestKeyword(candidates: readonly StartCandidate[], text: string): StartMatch | null {
  let best: { match: StartMatch; length: number } | null = null;
  for (const { flowId, document } of candidates) {
    for (const { text: keyword, match } of keywordsOf(document)) {
      const { length } = foldText(keyword);
      if (length <= (best?.length ?? 0) || !matchesKeyword(text, keyword, match)) continue;
      best = { match: { flowId, trigger: { kind: "keyword", keyword } }, length };
    }
  }
  return best?.match ?? null;
}

function startingBy(candidates: readonly StartCandidate[], kind: "new-contact" | "any"): StartMatch | null {
  const found = candidates.find(({ document }) => startConfig(document)?.trigger === kind);
  return found ? { flowId: found.flowId, trigger: { kind } } : null;
}

function keywordsOf(document: FlowDocument): Array<{ text: string; match: KeywordMatch }> {
  const config = startConfig(document);
  if (config?.trigger !== "keyword" || typeof config.keywords !== "object" || config.keywords === null) return [];
  return Object.values(config.keywords as Record<string, { text?: unknown; match?: unknown } | null>).flatMap((item) =>
    typeof item?.text === "string" ? [{ text: item.text, match: matchOf(item.match) }] : [],
  );
}

const matchOf = (match: unknown): KeywordMatch => keywordMatches.find((known) => known === match) ?? "contains";

/** The config of the document's start node. */
const startConfig = (document: FlowDocument) =>
  Object.values(document.nodes).find(({ type }) => type === "start")?.config;
