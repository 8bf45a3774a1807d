import { Badge, Button, Dialog, EmptyState, ErrorState, Skeleton, useToast } from "@prosa/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Eye, History, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { useFormat } from "../../../shared/i18n/use-format.ts";
import type { DraftSession } from "../document/use-draft-session.ts";
import { useDocument } from "../editor-context.ts";
import { type FlowAddress, type VersionSummary, versionsQuery } from "../flow-queries.ts";
import { useRestoreVersion } from "./use-restore-version.ts";

interface VersionsDialogProps {
  address: FlowAddress;
  session: DraftSession;
  onClose: () => void;
}

/** Every published version with author and note: look at one, or bring it back into the draft. */
export function VersionsDialog({ address, session, onClose }: VersionsDialogProps) {
  const { t } = useTranslation("flow-editor");
  const problemText = useProblemText();
  const versions = useQuery(versionsQuery(address));
  return (
    <Dialog
      closeLabel={t("action.close")}
      description={t("versions.help")}
      onOpenChange={(open) => !open && onClose()}
      open
      title={t("versions.title")}
    >
      {versions.isPending ? <Skeleton className="h-40" /> : null}
      {versions.isError ? (
        <ErrorState
          compact
          onRetry={() => void versions.refetch()}
          retryLabel={t("action.retry")}
          text={problemText(versions.error)}
          title={t("versions.failed")}
        />
      ) : null}
      {versions.data?.length === 0 ? (
        <EmptyState compact icon={<History />} text={t("versions.emptyText")} title={t("versions.empty")} />
      ) : null}
      <ul className="flex flex-col">
        {versions.data?.map((version, index) => (
          <VersionRow
            address={address}
            current={index === 0}
            key={version.id}
            onDone={onClose}
            session={session}
            version={version}
          />
        ))}
      </ul>
    </Dialog>
  );
}

interface VersionRowProps {
  version: VersionSummary;
  current: boolean;
  address: FlowAddress;
  session: DraftSession;
  onDone: () => void;
}

function VersionRow({ version, current, address, session, onDone }: VersionRowProps) {
  const { t } = useTranslation("flow-editor");
  const format = useFormat();
  const toast = useToast();
  const problemText = useProblemText();
  const readOnly = useDocument((state) => state.readOnly);
  const restoreVersion = useRestoreVersion(address, session);
  const restore = useMutation({
    mutationFn: () => restoreVersion(version.number),
    onSuccess: (changed) => {
      const { store } = session;
      const id = toast.show({
        title: t("versions.restored", { number: version.number }),
        tone: "success",
        action: changed ? { label: t("top.undo"), onPress: () => store.getState().undo() } : undefined,
        onClose: () => stop(),
      });
      // Once something else was edited, the newest step of undo is no longer the restoring.
      const stop = store.subscribe(({ history }, before) => {
        if (history !== before.history) toast.close(id);
      });
      onDone();
    },
    onError: (error) => void toast.show({ title: problemText(error), tone: "danger" }),
  });
  return (
    <li className="flex items-start gap-3 border-line border-b py-3 last:border-0">
      <span className="num w-9 shrink-0 pt-px font-bold">{t("versions.number", { number: version.number })}</span>
      <div className="min-w-0 flex-1">
        <p className="text-pretty wrap-anywhere">
          {version.note || <span className="text-ink-2">{t("versions.noNote")}</span>}
        </p>
        <p className="num mt-0.5 flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
          <span>{version.by?.name ?? t("versions.someone")}</span>
          <time dateTime={version.at}>{format.dateTime(version.at)}</time>
          {current ? <Badge tone="success">{t("versions.current")}</Badge> : null}
        </p>
      </div>
      <Button
        icon={<Eye />}
        nativeButton={false}
        render={<Link params={address} search={{ version: version.number }} to="/w/$workspace/flows/$flow" />}
        size="sm"
        variant="ghost"
      >
        {t("versions.view")}
      </Button>
      {readOnly ? null : (
        <Button icon={<RotateCcw />} loading={restore.isPending} onClick={() => restore.mutate()} size="sm">
          {t("versions.restore")}
        </Button>
      )}
    </li>
  );
}
