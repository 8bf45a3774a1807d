import { Badge, Button, Divider, IconButton } from "@prosa/ui";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, MessageCircle, Play, Redo2, Square, Undo2 } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { late } from "../../../shared/screens/late.ts";
import type { DraftSession } from "../document/use-draft-session.ts";
import { useDocument, useEditor, useEditorUi } from "../editor-context.ts";
import type { FlowAddress, FlowSummary } from "../flow-queries.ts";
import { VersionsMenu } from "../versions/versions-menu.tsx";
import { FlowName } from "./flow-name.tsx";
import { SaveState } from "./save-state.tsx";

const ClashPanel = late(async () => ({ default: (await import("./clash-panel.tsx")).ClashPanel }));

interface EditorTopBarProps {
  summary: FlowSummary;
  address: FlowAddress;
  session: DraftSession;
}

/** Name, saved state, undo, versions, test and publish. */
export function EditorTopBar({ summary, address, session }: EditorTopBarProps) {
  const { t } = useTranslation("flow-editor");
  const ui = useEditorUi((state) => state);
  const readOnly = useDocument((state) => state.readOnly);
  const clashes = useStore(session.saving, (state) => state.clashes.length > 0);
  const testing = ui.panelOpen && ui.tab === "test";
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b bg-surface pr-3 pl-4 max-md:gap-1 max-md:px-2">
      <Link
        aria-label={t("top.back")}
        className="touch-target grid size-8 shrink-0 place-items-center rounded-sm text-ink-2 hover:bg-surface-2 md:hidden"
        params={{ workspace: address.workspace }}
        to="/w/$workspace/flows"
      >
        <ArrowLeft aria-hidden className="size-4" />
      </Link>
      <Link
        className="rounded-sm text-ink-2 hover:text-ink max-md:hidden"
        params={{ workspace: address.workspace }}
        to="/w/$workspace/flows"
      >
        {t("top.flows")}
      </Link>
      <span aria-hidden className="text-line-strong max-md:hidden">
        /
      </span>
      <FlowName address={address} name={summary.name} readOnly={readOnly} />
      <span className="max-md:hidden">
        <Badge icon={<MessageCircle aria-hidden />} tone="accent">
          {t(`kind.${summary.kind}`)}
        </Badge>
      </span>
      {readOnly ? <Badge>{t("top.readOnly")}</Badge> : <SaveState saving={session.saving} />}
      {readOnly ? null : <UndoButtons />}
      <span className="min-w-0 flex-1" />
      {clashes && !readOnly ? (
        <Suspense>
          <ClashPanel address={address} saving={session.saving} />
        </Suspense>
      ) : null}
      <VersionsMenu address={address} session={session} summary={summary} />
      <Divider className="max-md:hidden" vertical />
      <Button
        className="max-sm:min-w-11 max-sm:px-2!"
        icon={testing ? <Square /> : <Play />}
        onClick={() => (testing ? ui.show("block") : ui.show("test"))}
        variant={testing ? "soft" : "secondary"}
      >
        <span className="max-sm:sr-only">{t(testing ? "top.stopTest" : "top.test")}</span>
      </Button>
      {readOnly ? null : (
        <Button onClick={() => ui.set({ dialog: "publish" })} variant="primary">
          {t("top.publish")}
        </Button>
      )}
    </header>
  );
}

function UndoButtons() {
  const { t } = useTranslation("flow-editor");
  const { store } = useEditor();
  const back = useDocument((state) => state.history.done.at(-1)?.label);
  const forward = useDocument((state) => state.history.undone.at(-1)?.label);
  return (
    <span className="flex items-center max-md:hidden">
      <Divider vertical />
      <IconButton
        disabled={!back}
        icon={<Undo2 />}
        label={back ? t("top.undoWhat", { what: t(`edit.${back}`) }) : t("top.undo")}
        onClick={() => store.getState().undo()}
        shortcut="Ctrl Z"
      />
      <IconButton
        disabled={!forward}
        icon={<Redo2 />}
        label={forward ? t("top.redoWhat", { what: t(`edit.${forward}`) }) : t("top.redo")}
        onClick={() => store.getState().redo()}
        shortcut="Ctrl Y"
      />
    </span>
  );
}
