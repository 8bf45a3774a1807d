import "./flow-editor.css";
import type { Locale } from "@prosa/flow-schema";
import { type ReactNode, Suspense, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { late } from "../../shared/screens/late.ts";
import { FlowCanvas } from "./canvas/flow-canvas.tsx";
import type { DraftSession } from "./document/use-draft-session.ts";
import { type Editor, EditorContext, useDocument, useEditorUi } from "./editor-context.ts";
import { createEditorUi } from "./editor-ui.ts";
import type { FlowAddress, FlowSummary } from "./flow-queries.ts";
import { useNarrow } from "./panel/use-narrow.ts";
import type { FlowWorld } from "./problems/checker.ts";
import { useValidation } from "./problems/use-validation.ts";
import { EditorTopBar } from "./top-bar/editor-top-bar.tsx";
import type { KnownTypes } from "./use-registry.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useNames, useWorld } from "./use-world.ts";

// What is not on screen with the first block comes when it is wanted.
const Palette = late(async () => ({ default: (await import("./palette/palette.tsx")).Palette }));
const ProblemsBar = late(async () => ({ default: (await import("./problems/problems-bar.tsx")).ProblemsBar }));
const SidePanel = late(async () => ({ default: (await import("./panel/side-panel.tsx")).SidePanel }));
const PaletteSheet = late(async () => ({ default: (await import("./palette/palette-sheet.tsx")).PaletteSheet }));
const FindDialog = late(async () => ({ default: (await import("./canvas/find-dialog.tsx")).FindDialog }));
const ShortcutsDialog = late(async () => ({
  default: (await import("./canvas/shortcuts-dialog.tsx")).ShortcutsDialog,
}));
const PublishDialog = late(async () => ({ default: (await import("./versions/publish-dialog.tsx")).PublishDialog }));

/** What the test panel needs from the editor around it. */
export interface TestSlot {
  editor: Editor;
  types: KnownTypes;
  summary: FlowSummary;
}

interface FlowEditorProps {
  address: FlowAddress;
  summary: FlowSummary;
  session: DraftSession;
  types: KnownTypes;
  /** The test panel belongs to another feature: the route brings the two together. */
  test: (slot: TestSlot) => ReactNode;
}

/** The flow editor: palette, canvas, panel and problems around one drawing. */
export function FlowEditor({ address, summary, session, types, test }: FlowEditorProps) {
  const { i18n } = useTranslation("flow-editor");
  const narrow = useNarrow();
  const locale = i18n.language as Locale;
  const [ui] = useState(() => createEditorUi({ panelOpen: !narrow }));
  const world = useWorld(address);
  const names = useNames(address.workspace, world);

  const editor = useMemo<Editor>(
    () => ({
      names,
      store: session.store,
      ui,
      registry: types.registry,
      flow: { id: summary.id, kind: summary.kind },
      locale,
    }),
    [names, session.store, ui, types.registry, summary.id, summary.kind, locale],
  );
  return (
    <EditorContext value={editor}>
      <Workbench
        address={address}
        modules={types.modules}
        session={session}
        summary={summary}
        test={test({ editor, types, summary })}
        world={world}
      />
    </EditorContext>
  );
}

interface WorkbenchProps extends Pick<FlowEditorProps, "address" | "summary" | "session"> {
  test: ReactNode;
  world: FlowWorld | undefined;
  modules: string[];
}

function Workbench({ address, summary, session, test, world, modules }: WorkbenchProps) {
  const { t } = useTranslation("flow-editor");
  const root = useRef<HTMLDivElement>(null);
  const readOnly = useDocument((state) => state.readOnly);
  const dialog = useEditorUi((ui) => ui.dialog);
  const narrow = useNarrow();
  useValidation(world, modules);
  useShortcuts(root);
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface" ref={root}>
      <EditorTopBar address={address} session={session} summary={summary} />
      <div className="flex min-h-0 flex-1">
        {readOnly || narrow ? null : (
          <aside aria-label={t("palette.label")} className="flex w-[232px] shrink-0 flex-col border-line border-r">
            <Suspense>
              <Palette />
            </Suspense>
          </aside>
        )}
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="relative min-h-0 flex-1">
            <FlowCanvas />
          </div>
          <Suspense fallback={<div className="h-[37px] shrink-0 border-line border-t" />}>
            <ProblemsBar />
          </Suspense>
        </div>
        {/* As wide as the panel will be: the canvas fits the flow into what is left. */}
        <Suspense fallback={narrow ? null : <div className="w-[352px] shrink-0 border-line border-l" />}>
          <SidePanel test={test} />
        </Suspense>
      </div>
      <Suspense>
        {narrow && !readOnly ? <PaletteSheet /> : null}
        {dialog === "find" ? <FindDialog /> : null}
        {dialog === "shortcuts" ? <ShortcutsDialog /> : null}
        {dialog === "publish" ? <PublishDialog address={address} session={session} /> : null}
      </Suspense>
    </div>
  );
}
