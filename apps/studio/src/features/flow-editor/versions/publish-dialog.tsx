import type { Issue } from "@prosa/flow-schema";
import { Banner, Button, Dialog, Field, TextArea } from "@prosa/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../shared/api/client.ts";
import { isProblem } from "../../../shared/api/problem.ts";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { unwrap } from "../../../shared/api/unwrap.ts";
import type { DraftSession } from "../document/use-draft-session.ts";
import { useDocument, useEditor, useEditorUi } from "../editor-context.ts";
import type { FlowAddress } from "../flow-queries.ts";
import { issueKey, useBlockName, useIssueText } from "../problems/use-issue-text.ts";
import { SwitchOn } from "./switch-on.tsx";

interface PublishDialogProps {
  address: FlowAddress;
  session: DraftSession;
}

/** A note, what refuses, and after publishing the connections this flow is to answer on. */
export function PublishDialog({ address, session }: PublishDialogProps) {
  const { t } = useTranslation("flow-editor");
  const { store } = useEditor();
  const set = useEditorUi((ui) => ui.set);
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const errors = useDocument((state) => state.issues).filter((issue) => issue.severity === "error");
  const [note, setNote] = useState("");
  const close = () => set({ dialog: null });
  const publish = useMutation({
    async mutationFn() {
      const revision = await session.flush();
      const body = { note: note.trim(), revision };
      return unwrap(
        api.POST("/api/v1/workspaces/{workspace}/flows/{flow}/versions", { params: { path: address }, body }),
      );
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [address.workspace, "flow", address.flow] }),
    onError(error) {
      if (isProblem(error) && Array.isArray(error.extra.issues))
        store.getState().setIssues(error.extra.issues as Issue[]);
    },
  });
  const failure = publish.error
    ? isProblem(publish.error)
      ? publish.error.extra.issues
        ? null
        : problemText(publish.error)
      : t("publish.notSaved")
    : null;

  if (publish.data) {
    return (
      <Dialog
        closeLabel={t("action.close")}
        footer={
          <Button onClick={close} variant="primary">
            {t("publish.done")}
          </Button>
        }
        onOpenChange={(open) => !open && close()}
        open
        title={t("publish.published", { number: publish.data.number })}
      >
        <SwitchOn address={address} />
      </Dialog>
    );
  }
  return (
    <Dialog
      closeLabel={t("action.close")}
      description={errors.length === 0 ? t("publish.help") : undefined}
      footer={
        <>
          <Button onClick={close}>{t("action.cancel")}</Button>
          <Button
            disabled={errors.length > 0}
            loading={publish.isPending}
            onClick={() => publish.mutate()}
            variant="primary"
          >
            {t("top.publish")}
          </Button>
        </>
      }
      onOpenChange={(open) => !open && close()}
      open
      title={t("publish.title")}
    >
      <div className="flex flex-col gap-4">
        {failure ? <Banner tone="danger">{failure}</Banner> : null}
        {errors.length > 0 ? <Refusals issues={errors} onLead={close} /> : null}
        <Field hint={t("publish.optional")} label={t("publish.note")}>
          <TextArea
            maxLength={500}
            onValueChange={setNote}
            placeholder={t("publish.notePlaceholder")}
            rows={3}
            value={note}
          />
        </Field>
      </div>
    </Dialog>
  );
}

/** What must be put right first; each leads to its block. */
function Refusals({ issues, onLead }: { issues: readonly Issue[]; onLead: () => void }) {
  const { t } = useTranslation("flow-editor");
  const canvas = useEditorUi((ui) => ui.canvas);
  const issueText = useIssueText();
  const blockName = useBlockName();
  return (
    <Banner title={t("publish.refused", { count: issues.length })} tone="danger">
      <ul className="mt-1 flex flex-col gap-1">
        {issues.slice(0, 8).map((issue) => (
          <li key={issueKey(issue)}>
            {issue.node ? <b className="font-medium">{blockName(issue.node)}: </b> : null}
            {issueText(issue)}{" "}
            {issue.node ? (
              <Button
                onClick={() => {
                  onLead();
                  canvas?.show(issue.node as string);
                }}
                size="sm"
                variant="ghost"
              >
                {t("publish.show")}
              </Button>
            ) : null}
          </li>
        ))}
        {issues.length > 8 ? <li>{t("publish.more", { count: issues.length - 8 })}</li> : null}
      </ul>
    </Banner>
  );
}
