import { createHash } from "node:crypto";
import { canonicalJson, type FlowDocument, type Issue, type NodeRegistry, validateFlow } from "@prosa/flow-schema";
import { inTransaction, type WorkspaceScope } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordChanges } from "../../platform/feed/queries.ts";
import { newId } from "../../platform/ids.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { lockDraft } from "./draft-queries.ts";
import { replaceDraft } from "./draft-service.ts";
import { updateFlow } from "./queries.ts";
import { type Author, existingFlow, flowChanged, refuseArchived } from "./service.ts";
import { validationContext } from "./validation.ts";
import { findVersion, insertVersion, publishedVersions } from "./version-queries.ts";

/** Everything wrong with a flow's draft, or with a document sent instead. */
export async function checkFlow(
  deps: Deps,
  scope: WorkspaceScope,
  { flowId, document }: { flowId: string; document: FlowDocument },
): Promise<Issue[]> {
  return validateFlow(document, await validationContext(deps, scope, flowId));
}

/**
 * Makes the draft a version that never changes, and the one new sessions begin with. The versions of the flows it runs are
 * frozen with it.
 * @throws AppError flow_archived, flow_invalid with the issues, conflict when the draft is at another revision
 */
export async function publish(
  deps: Deps,
  scope: WorkspaceScope,
  { flowId, note, revision, by }: { flowId: string; note: string; revision?: number | undefined; by: Author },
): Promise<number> {
  const { flow } = await existingFlow(scope, flowId);
  const context = await validationContext(deps, scope, flowId);
  return inTransaction(scope, async (tx) => {
    const draft = await lockDraft(tx, flowId);
    if (!draft) throw new AppError("not_found");
    await refuseArchived(tx, flowId);
    if (revision !== undefined && revision !== draft.revision)
      throw new AppError("conflict", `The draft is at revision ${draft.revision} by now.`, {
        revision: draft.revision,
      });
    const issues = validateFlow(draft.document, context);
    if (issues.some(({ severity }) => severity === "error"))
      throw new AppError("flow_invalid", firstProblem(issues), { issues });
    const calls = await publishedVersions(tx, calledFlows(draft.document, context.registry));
    const id = newId();
    const number = await insertVersion(tx, {
      id,
      flowId,
      name: flow.name,
      document: draft.document,
      calls,
      hash: createHash("sha256").update(canonicalJson(draft.document)).digest("hex"),
      revision: draft.revision,
      note,
      accountId: by.accountId,
      at: by.now,
    });
    await updateFlow(tx, flowId, { publishedVersionId: id, updatedAt: by.now, updatedBy: by.accountId });
    await recordChanges(tx, flowChanged(flowId));
    return number;
  });
}

/** Puts an earlier version's drawing into the draft. Publishing it again is another step. */
export async function restoreVersion(
  scope: WorkspaceScope,
  { flowId, number, by }: { flowId: string; number: number; by: Author },
): Promise<number> {
  const version = await findVersion(scope, flowId, number);
  if (!version) throw new AppError("not_found", "There is no such version.");
  return replaceDraft(scope, flowId, { document: version.document, by });
}

/** Ids of the flows a document runs. */
function calledFlows(document: FlowDocument, registry: NodeRegistry): string[] {
  const ids = Object.values(document.nodes).flatMap((node) => registry.get(node.type)?.calls?.(node.config) ?? []);
  return [...new Set(ids)];
}

const firstProblem = (issues: Issue[]) => {
  const errors = issues.filter(({ severity }) => severity === "error");
  const where = errors[0]?.node ? ` at node ${errors[0].node}` : "";
  return `${errors.length} problem${errors.length === 1 ? "" : "s"}, the first: ${errors[0]?.code}${where}.`;
};
