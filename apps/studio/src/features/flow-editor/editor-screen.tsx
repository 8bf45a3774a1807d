import type { FlowDocument } from "@prosa/flow-schema";
import { Banner } from "@prosa/ui";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createStore } from "zustand/vanilla";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { useMe } from "../../shared/session/me.ts";
import { useRole } from "../../shared/session/workspace.ts";
import { createDocumentStore } from "./document/store.ts";
import { type DraftSession, useDraftSession } from "./document/use-draft-session.ts";
import { FlowEditor, type TestSlot } from "./flow-editor.tsx";
import { draftQuery, type FlowAddress, flowQuery, versionQuery } from "./flow-queries.ts";
import { nodeTypesQuery } from "./use-registry.ts";

interface EditorScreenProps extends FlowAddress {
  /** A published version to look at, instead of the draft. */
  version: number | undefined;
  test: (slot: TestSlot) => ReactNode;
}

/** The editor of one flow's draft, or a published version to look at. */
export function EditorScreen({ version, ...props }: EditorScreenProps) {
  if (version !== undefined) return <VersionEditor {...props} key={version} version={version} />;
  return <DraftEditor {...props} key={props.flow} />;
}

type ScreenProps = Omit<EditorScreenProps, "version">;

function DraftEditor({ workspace, flow, test }: ScreenProps) {
  const { t } = useTranslation("flow-editor");
  const address = useMemo(() => ({ workspace, flow }), [workspace, flow]);
  const summary = useSuspenseQuery(flowQuery(address)).data;
  const draft = useSuspenseQuery(draftQuery(address)).data;
  const types = useSuspenseQuery(nodeTypesQuery(workspace)).data;
  const account = useMe().account.id;
  usePageTitle(summary.name);
  const readOnly = useRole() === "agent" || summary.archivedAt !== null;
  useForgetDraft(address);
  const opened = { ...draft, document: draft.document as unknown as FlowDocument };
  const session = useDraftSession({ ...address, draft: opened, account, readOnly });
  return (
    <div className="flex h-full min-h-0 flex-col">
      {types.failed.length > 0 ? (
        <Banner flush tone="warning">
          {t("types.failed", { types: types.failed.join(", ") })}
        </Banner>
      ) : null}
      {summary.archivedAt !== null ? (
        <Banner flush tone="info">
          {t("top.archived")}
        </Banner>
      ) : null}
      <div className="min-h-0 flex-1">
        <FlowEditor address={address} session={session} summary={summary} test={test} types={types} />
      </div>
    </div>
  );
}

/**
 * What was read when the editor opened is old when it closes: coming back at once must not begin with it, as a suspending query
 * keeps its data for a second whatever its `gcTime` says.
 */
function useForgetDraft(address: FlowAddress): void {
  const queryClient = useQueryClient();
  useEffect(
    () => () => {
      const { queryKey } = draftQuery(address);
      // After this commit nothing watches it any more, unless the editor is still there.
      queueMicrotask(() => queryClient.removeQueries({ queryKey, type: "inactive", fetchStatus: "idle" }));
    },
    [queryClient, address],
  );
}

function VersionEditor({ workspace, flow, version, test }: ScreenProps & { version: number }) {
  const { t } = useTranslation("flow-editor");
  const address = useMemo(() => ({ workspace, flow }), [workspace, flow]);
  const summary = useSuspenseQuery(flowQuery(address)).data;
  const types = useSuspenseQuery(nodeTypesQuery(workspace)).data;
  const { document, note } = useSuspenseQuery(versionQuery({ ...address, number: version })).data;
  usePageTitle(summary.name);
  const session = useMemo(() => frozenSession(document), [document]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Banner
        action={
          <Link className="font-medium text-accent-text underline" params={address} to="/w/$workspace/flows/$flow">
            {t("versions.backToDraft")}
          </Link>
        }
        flush
        tone="info"
      >
        {t("versions.viewing", { number: version })} {note}
      </Banner>
      <div className="min-h-0 flex-1">
        <FlowEditor address={address} session={session} summary={summary} test={test} types={types} />
      </div>
    </div>
  );
}

/** Nothing is saved of what is only looked at. */
function frozenSession(document: FlowDocument): DraftSession {
  return {
    store: createDocumentStore({ document, readOnly: true }),
    saving: createStore(() => ({ status: { kind: "saved" as const, at: null }, clashes: [], revision: 0 })),
    flush: () => Promise.resolve(0),
  };
}
