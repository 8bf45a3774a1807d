import type { Issue } from "@prosa/flow-schema";
import { Button } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { useDocument, useEditor } from "../editor-context.ts";

/** Puts a problem right in one press, where the check knows how. */
export function IssueFix({ issue }: { issue: Issue }) {
  const { t } = useTranslation("flow-editor");
  const { store } = useEditor();
  const readOnly = useDocument((state) => state.readOnly);
  const fix = issue.fix;
  if (!fix || readOnly) return null;
  return (
    <Button onClick={() => store.getState().commit(fix.changes, "fix")} size="sm" variant="soft">
      {t(`fix.${fix.kind}`, issue.params)}
    </Button>
  );
}
