import { Button, useToast } from "@prosa/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../shared/api/client.ts";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { unwrap } from "../../../shared/api/unwrap.ts";
import { late } from "../../../shared/screens/late.ts";
import { type FlowAddress, flowQuery } from "../flow-queries.ts";

const NameField = late(async () => ({ default: (await import("./name-field.tsx")).NameField }));

/** The flow's name; a press renames it in place. */
export function FlowName({ name, address, readOnly }: { name: string; address: FlowAddress; readOnly: boolean }) {
  const { t } = useTranslation("flow-editor");
  const [writing, setWriting] = useState(false);
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const toast = useToast();
  const query = flowQuery(address);
  const rename = useMutation({
    mutationFn: (next: string) =>
      unwrap(
        api.PATCH("/api/v1/workspaces/{workspace}/flows/{flow}", { params: { path: address }, body: { name: next } }),
      ),
    onSuccess: (summary) => queryClient.setQueryData(query.queryKey, summary),
    onError: (error) => void toast.show({ title: problemText(error), tone: "danger" }),
  });
  const finish = (text: string) => {
    setWriting(false);
    if (text.trim() && text.trim() !== name) rename.mutate(text.trim());
  };
  const shown = rename.isPending ? (rename.variables ?? name) : name;
  if (writing) {
    return (
      <Suspense>
        <NameField name={name} onDone={finish} />
      </Suspense>
    );
  }
  return (
    <h1 className="-mx-1.5 min-w-0 truncate font-bold text-md tracking-[-0.01em] max-md:text-base">
      {readOnly ? (
        <span className="px-1.5">{shown}</span>
      ) : (
        <Button
          aria-label={t("top.rename", { name: shown })}
          className="max-w-full shrink! border-transparent! px-1.5! font-bold! text-md! max-md:text-base!"
          onClick={() => setWriting(true)}
          variant="ghost"
        >
          <span className="truncate text-ink">{shown}</span>
        </Button>
      )}
    </h1>
  );
}
