import { Drawer, IconButton, Skeleton, Tab, TabList, TabPanel, Tabs } from "@prosa/ui";
import { X } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { late } from "../../../shared/screens/late.ts";
import { useEditor, useEditorUi } from "../editor-context.ts";
import type { PanelTab } from "../editor-ui.ts";
import { useIssueText } from "../problems/use-issue-text.ts";
import { useNarrow } from "./use-narrow.ts";
import { VariablesPanel } from "./variables-panel.tsx";

const Inspector = late(async () => ({ default: (await import("../inspector/inspector.tsx")).Inspector }));

/** The right side: the selected block's settings, the test, the variables. On a phone it is a sheet. */
export function SidePanel({ test }: { test: ReactNode }) {
  const { t } = useTranslation("flow-editor");
  const open = useEditorUi((ui) => ui.panelOpen);
  const set = useEditorUi((ui) => ui.set);
  const narrow = useNarrow();
  if (!open) return null;
  const close = () => set({ panelOpen: false });
  if (narrow) {
    return (
      <Drawer
        closeLabel={t("action.close")}
        onOpenChange={(next) => !next && close()}
        open
        side="bottom"
        title={t("panel.label")}
      >
        <div className="-m-4 flex min-h-0 flex-col">
          <PanelTabs test={test} />
        </div>
      </Drawer>
    );
  }
  return (
    <aside
      aria-label={t("panel.label")}
      className="flex w-[352px] shrink-0 flex-col overflow-hidden border-line border-l bg-surface"
    >
      <PanelTabs actions={<IconButton icon={<X />} label={t("panel.close")} onClick={close} size="sm" />} test={test} />
    </aside>
  );
}

function PanelTabs({ test, actions }: { test: ReactNode; actions?: ReactNode }) {
  const { t } = useTranslation("flow-editor");
  const { store, registry } = useEditor();
  const issueText = useIssueText();
  const tab = useEditorUi((ui) => ui.tab);
  const show = useEditorUi((ui) => ui.show);
  return (
    <Tabs className="flex-1" onValueChange={(next: PanelTab) => show(next)} value={tab}>
      <TabList actions={actions} aria-label={t("panel.label")}>
        <Tab value="block">{t("panel.block")}</Tab>
        <Tab value="test">{t("panel.test")}</Tab>
        <Tab value="variables">{t("panel.variables")}</Tab>
      </TabList>
      <TabPanel className="scrollbar-thin min-h-0 flex-1 overflow-y-auto" value="block">
        <Suspense fallback={<PanelSkeleton />}>
          <Inspector issueText={issueText} registry={registry} store={store} />
        </Suspense>
      </TabPanel>
      <TabPanel className="flex min-h-0 flex-1 flex-col" value="test">
        <Suspense fallback={<PanelSkeleton />}>{tab === "test" ? test : null}</Suspense>
      </TabPanel>
      <TabPanel className="scrollbar-thin min-h-0 flex-1 overflow-y-auto" value="variables">
        <VariablesPanel />
      </TabPanel>
    </Tabs>
  );
}

function PanelSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-3 p-4">
      <Skeleton className="h-8 w-2/3" />
      <Skeleton className="h-24" />
      <Skeleton className="h-8" />
    </div>
  );
}
