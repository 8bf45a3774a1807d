import { Button, StatusDot } from "@prosa/ui";
import { ChevronDown } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { late } from "../../../shared/screens/late.ts";
import type { DraftSession } from "../document/use-draft-session.ts";
import { useEditorUi } from "../editor-context.ts";
import type { FlowAddress, FlowSummary } from "../flow-queries.ts";

const VersionsDialog = late(async () => ({ default: (await import("./versions-dialog.tsx")).VersionsDialog }));

interface VersionsMenuProps {
  summary: FlowSummary;
  address: FlowAddress;
  session: DraftSession;
}

/** Which version customers meet and whether the draft is ahead of it; opens the list of versions. */
export function VersionsMenu({ summary, address, session }: VersionsMenuProps) {
  const { t } = useTranslation("flow-editor");
  const open = useEditorUi((ui) => ui.dialog === "versions");
  const set = useEditorUi((ui) => ui.set);
  const { published, hasUnpublishedChanges } = summary;
  return (
    <>
      <Button
        aria-haspopup="dialog"
        className="num max-md:hidden"
        onClick={() => set({ dialog: "versions" })}
        size="md"
        trailing={<ChevronDown aria-hidden />}
        variant="ghost"
      >
        <StatusDot tone={published ? "success" : "off"} />
        <span className="font-medium text-ink">
          {published ? t("versions.published", { number: published.number }) : t("versions.unpublished")}
        </span>
        {published && hasUnpublishedChanges ? (
          <span className="flex items-center gap-1.5 max-xl:hidden">
            · <StatusDot ring tone="warning" />
            {t("versions.draft")}
          </span>
        ) : null}
      </Button>
      <Suspense>
        {open ? <VersionsDialog address={address} onClose={() => set({ dialog: null })} session={session} /> : null}
      </Suspense>
    </>
  );
}
