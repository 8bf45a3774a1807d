import { Banner, Button, CodeBlock, CopyField, Dialog } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import type { NewToken } from "./token-queries.ts";

/** Shows a token the one time it can be seen, and a call that uses it. */
export function NewTokenDialog({ made, onClose }: { made: NewToken | null; onClose: () => void }) {
  const { t } = useTranslation(["settings", "common"]);
  const workspace = useWorkspaceId();
  const example = [
    `curl ${location.origin}/api/v1/workspaces/${workspace}/flows \\`,
    `  -H "Authorization: Bearer ${made?.token ?? ""}"`,
  ].join("\n");
  return (
    <Dialog
      closeLabel={t("common:action.close")}
      footer={
        <Button onClick={onClose} variant="primary">
          {t("token.kept")}
        </Button>
      }
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open={made !== null}
      title={t("token.made", { name: made?.name ?? "" })}
    >
      <div className="flex flex-col gap-4">
        <Banner tone="warning">{t("token.once")}</Banner>
        <CopyField
          copiedLabel={t("common:action.copied")}
          copyLabel={t("common:action.copy")}
          label={t("token.value")}
          value={made?.token ?? ""}
        />
        <div>
          <p className="mb-1 text-ink-2 text-sm">{t("token.tryIt")}</p>
          <CodeBlock
            code={example}
            copiedLabel={t("common:action.copied")}
            copyLabel={t("common:action.copy")}
            label={t("token.tryIt")}
            wrap
          />
        </div>
      </div>
    </Dialog>
  );
}
