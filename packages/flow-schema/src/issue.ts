import type { DocumentChange } from "./change.ts";
import type { Locale } from "./document.ts";

export const issueCodes = [
  "no-start",
  "unreachable-node",
  "exit-leads-nowhere",
  "duplicate-exit",
  "system-exit-open",
  "loop-without-wait",
  "unknown-variable",
  "unwritable-variable",
  "wrong-variable-type",
  "unknown-secret",
  "secret-outside-http",
  "missing-setting",
  "invalid-setting",
  "invalid-template",
  "over-channel-limit",
  "window-may-be-shut",
  "unknown-node-type",
  "unknown-node",
  "unknown-flow",
  "unpublished-flow",
  "unknown-queue",
  "kind-not-supported",
  "channel-not-supported",
  "flow-calls-itself",
  "edge-from-nowhere",
  "document-too-large",
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** One thing wrong with a drawing. Its sentence is looked up by `code` in the reader's language with `params` put in. */
export interface Issue {
  code: IssueCode;
  /** An error refuses publishing; a warning does not. */
  severity: "error" | "warning";
  node?: string;
  port?: string;
  /** JSON pointer into the node's config, e.g. `/bubbles/b1/text`. */
  field?: string;
  /** The translation it is found in; absent: the flow's own texts. */
  language?: Locale;
  params: Record<string, string | number>;
  /** Changes that would put it right, offered as one click. `kind` names their sentence. */
  fix?: {
    kind: "link-to-transfer" | "declare-variable" | "retype-variable" | "remove-edge" | "remove-node" | "shorten";
    changes: DocumentChange[];
  };
}
