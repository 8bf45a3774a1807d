import type { Issue } from "@prosa/flow-schema";
import { Button, classNames, Divider, IconButton } from "@prosa/ui";
import {
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  CircleAlert,
  CircleCheck,
  TriangleAlert,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDocument, useEditorUi } from "../editor-context.ts";
import { IssueFix } from "./issue-fix.tsx";
import { issueKey, useBlockName, useIssueText } from "./use-issue-text.ts";

/** What is wrong with the drawing: how much, the first of it with its fix, and the whole list above. */
export function ProblemsBar() {
  const { t } = useTranslation("flow-editor");
  const issues = useDocument((state) => state.issues);
  const open = useEditorUi((ui) => ui.problemsOpen);
  const set = useEditorUi((ui) => ui.set);
  const [shown, setShown] = useState(0);
  const errors = issues.filter((issue) => issue.severity === "error").length;
  const at = Math.min(shown, Math.max(0, issues.length - 1));
  const current = issues[at];
  return (
    <section aria-label={t("problems.label")} className="relative shrink-0 border-line border-t bg-surface text-sm">
      {open && issues.length > 0 ? <ProblemList issues={issues} /> : null}
      <div className="flex h-9 items-center gap-3 pr-2 pl-3.5 whitespace-nowrap">
        <Count errors={errors} warnings={issues.length - errors} />
        {current ? (
          <>
            <Divider className="max-md:hidden" vertical />
            <div className="min-w-0 flex-1 max-md:hidden">
              <ProblemLine issue={current} />
            </div>
            <span className="flex-1 md:hidden" />
            <span className="num text-ink-2 max-md:hidden">
              {t("problems.place", { place: at + 1, count: issues.length })}
            </span>
            <span className="flex max-md:hidden">
              <IconButton
                disabled={at === 0}
                icon={<ChevronLeft />}
                label={t("problems.previous")}
                onClick={() => setShown(at - 1)}
                size="sm"
                tooltipSide="top"
              />
              <IconButton
                disabled={at === issues.length - 1}
                icon={<ChevronRight />}
                label={t("problems.next")}
                onClick={() => setShown(at + 1)}
                size="sm"
                tooltipSide="top"
              />
            </span>
            <IconButton
              aria-expanded={open}
              icon={open ? <ChevronDown /> : <ChevronUp />}
              label={t(open ? "problems.close" : "problems.open")}
              onClick={() => set({ problemsOpen: !open })}
              size="sm"
              tooltipSide="top"
            />
          </>
        ) : null}
      </div>
    </section>
  );
}

function Count({ errors, warnings }: { errors: number; warnings: number }) {
  const { t } = useTranslation("flow-editor");
  if (errors + warnings === 0) {
    return (
      <span className="flex items-center gap-1.5 text-ink-2">
        <CircleCheck aria-hidden className="size-[15px] text-success-ink" />
        {t("problems.none")}
      </span>
    );
  }
  return (
    <output className="num flex items-center gap-3">
      <span
        className={classNames("flex items-center gap-1.5", errors > 0 ? "font-medium text-danger-ink" : "text-ink-2")}
      >
        <CircleAlert aria-hidden className="size-[15px]" />
        {t("problems.errors", { count: errors })}
      </span>
      <span className={classNames("flex items-center gap-1.5", warnings > 0 ? "font-medium" : "text-ink-2")}>
        <TriangleAlert aria-hidden className={classNames("size-[15px]", warnings > 0 && "text-warning-ink")} />
        {t("problems.warnings", { count: warnings })}
      </span>
    </output>
  );
}

function ProblemList({ issues }: { issues: readonly Issue[] }) {
  const { t } = useTranslation("flow-editor");
  return (
    <ul
      aria-label={t("problems.label")}
      className="scrollbar-thin absolute inset-x-0 bottom-full z-10 max-h-72 overflow-y-auto border-line border-t bg-surface py-1 shadow-2"
    >
      {issues.map((issue) => (
        <li className="flex min-h-9 items-center gap-2 px-3.5 hover:bg-surface-2" key={issueKey(issue)}>
          {issue.severity === "error" ? (
            <CircleAlert aria-label={t("problems.error")} className="size-[15px] shrink-0 text-danger-ink" />
          ) : (
            <TriangleAlert aria-label={t("problems.warning")} className="size-[15px] shrink-0 text-warning-ink" />
          )}
          <ProblemLine issue={issue} wrap />
        </li>
      ))}
    </ul>
  );
}

/** One problem: its block, its sentence, its fix. The words lead to the block. */
function ProblemLine({ issue, wrap }: { issue: Issue; wrap?: boolean }) {
  const issueText = useIssueText();
  const blockName = useBlockName();
  const canvas = useEditorUi((ui) => ui.canvas);
  const set = useEditorUi((ui) => ui.set);
  const show = useEditorUi((ui) => ui.show);
  const node = issue.node;
  const words = (
    <span className={classNames("min-w-0 text-ink-2", wrap ? "whitespace-normal text-left" : "truncate")}>
      {node ? <b className="font-medium text-ink">{blockName(node)}: </b> : null}
      {issueText(issue)}
    </span>
  );
  const lead = () => {
    if (!node) return;
    canvas?.show(node);
    set({ problemsOpen: false });
    // On a phone the inspector would cover what is being shown.
    if (matchMedia("(min-width: 768px)").matches) show("block");
  };
  return (
    <span className="flex min-w-0 items-center gap-2">
      {node ? (
        <Button
          className="min-w-0! shrink! justify-start! border-transparent! bg-transparent! px-0! font-normal! whitespace-normal!"
          onClick={lead}
          size="sm"
          variant="ghost"
        >
          {words}
        </Button>
      ) : (
        words
      )}
      <IssueFix issue={issue} />
    </span>
  );
}
