import { Button, Popover } from "@prosa/ui";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../shared/api/problem.ts";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import type { SaveStatus } from "../document/saver.ts";

/** The server said no to an edit: why, and what to do. */
export function RefusedState({ detail, problem }: Extract<SaveStatus, { kind: "refused" }>) {
  const { t } = useTranslation("flow-editor");
  const problemText = useProblemText();
  const archived = isProblem(problem, "flow_archived");
  return (
    <Popover
      closeLabel={t("action.close")}
      title={t("save.refused")}
      trigger={
        <Button icon={<TriangleAlert />} size="sm" variant="danger-soft">
          <span className="max-lg:sr-only">{t("save.refused")}</span>
        </Button>
      }
    >
      <p className="max-w-72 text-pretty text-ink-2">
        {archived ? `${problemText(problem)} ${t("save.keptHere")}` : t("save.refusedHelp")}
      </p>
      {archived ? null : (
        <p className="mt-2 max-w-72 rounded-sm bg-surface-2 px-2 py-1.5 text-sm wrap-anywhere">{detail}</p>
      )}
    </Popover>
  );
}
