import { FileButton, useToast } from "@prosa/ui";
import { useNavigate } from "@tanstack/react-router";
import { Upload } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../shared/api/problem.ts";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { parseFlowFile } from "./flow-file.ts";
import { type NewFlow, useFlowActions } from "./flow-queries.ts";

/** Makes a flow from a file. */
export function ImportButton() {
  const { t } = useTranslation("flows");
  const workspace = useWorkspaceId();
  const navigate = useNavigate();
  const toast = useToast();
  const problemText = useProblemText();
  const { create } = useFlowActions();

  const importFile = async (file: File) => {
    const content = parseFlowFile(await file.text(), file.name);
    if (!content) return toast.show({ title: t("importNotAFlow", { file: file.name }), tone: "danger" });
    try {
      // The server migrates and checks the document; here it is any JSON that looks like one.
      const flow = await create.mutateAsync(content as NewFlow);
      toast.show({ title: t("importedToast", { name: flow.name }), tone: "success" });
      await navigate({ to: "/w/$workspace/flows/$flow", params: { workspace, flow: flow.id } });
    } catch (error) {
      const place = isProblem(error) ? error.faults[0] : undefined;
      toast.show({
        title: t("importRefused", { file: file.name }),
        description: place ? `${place.pointer}: ${place.detail}` : problemText(error),
        tone: "danger",
      });
    }
  };
  return (
    <FileButton
      accept="application/json,.json"
      icon={<Upload />}
      loading={create.isPending}
      onFiles={([file]) => {
        if (file) void importFile(file);
      }}
    >
      {t("import")}
    </FileButton>
  );
}
