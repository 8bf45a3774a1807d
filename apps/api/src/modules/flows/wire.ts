import { type PagePlace, pagePlace } from "../../platform/http/page-place.ts";
import type { ClashRow } from "./draft-queries.ts";
import type { FlowSummaryRow } from "./queries.ts";
import type { ListedVersion } from "./version-queries.ts";

/** A flow as the API shows it. */
export const wireFlow = ({ flow, version, ...row }: FlowSummaryRow) => ({
  id: flow.id,
  name: flow.name,
  kind: flow.kind,
  archivedAt: flow.archivedAt?.toISOString() ?? null,
  createdAt: flow.createdAt.toISOString(),
  updatedAt: flow.updatedAt.toISOString(),
  updatedBy: flow.updatedBy && row.updatedByName ? { id: flow.updatedBy, name: row.updatedByName } : null,
  draftRevision: row.draftRevision,
  published: version
    ? { id: version.id, number: version.number, note: version.note, by: version.by, at: version.at.toISOString() }
    : null,
  hasUnpublishedChanges: version === null || row.draftRevision > version.revision,
  activeOn: row.activeOn,
  nodeCount: row.nodeCount,
});

export const wireClash = ({ clash, name }: ClashRow) => ({
  id: clash.id,
  path: clash.path,
  ...(clash.mine !== null && { mine: clash.mine }),
  ...(clash.theirs !== null && { theirs: clash.theirs }),
  by: { id: clash.accountId, name: name ?? "" },
  at: clash.at.toISOString(),
});

export const wireVersion = ({ accountId, accountName, at, ...version }: ListedVersion) => ({
  ...version,
  by: accountId && accountName ? { id: accountId, name: accountName } : null,
  at: at.toISOString(),
});

/** Where a page of flows ended. */
export const cursorOf = (row: FlowSummaryRow) =>
  Buffer.from(JSON.stringify({ at: row.updatedAtText, id: row.flow.id })).toString("base64url");

/** Reads a cursor. @throws AppError invalid_input when it is not ours */
export function readCursor(cursor: string | undefined): PagePlace | undefined {
  if (!cursor) return undefined;
  const { at, id } = jsonIn(Buffer.from(cursor, "base64url").toString());
  return pagePlace(at, id);
}

function jsonIn(text: string): { at?: unknown; id?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    return {};
  }
}
