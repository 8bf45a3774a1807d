import { Button, Dialog, DialogClose, Field, RadioGroup, Select } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { publishedFlowsQuery } from "../../../shared/queries/flow-choices.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";
import type { Conversation } from "../conversation-queries.ts";
import { useConversationActions } from "../use-conversation-actions.ts";

interface HandBackDialogProps {
  conversation: Conversation;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Gives the conversation back to the bot: where it stopped, or with another flow from its start. */
export function HandBackDialog({ conversation, open, onOpenChange }: HandBackDialogProps) {
  const { t } = useTranslation(["conversations", "common"]);
  const { handBack } = useConversationActions(conversation.id);
  const { data: flows = [] } = useQuery({ ...publishedFlowsQuery(useWorkspaceId()), enabled: open });
  const { pausedFlow } = conversation;
  const [picked, setPicked] = useState<"continue" | "flow">("continue");
  // What could go on may end while the dialog is open.
  const mode = pausedFlow ? picked : "flow";
  const [flow, setFlow] = useState<string | null>(null);
  const chosen = flow ?? flows[0]?.id ?? null;
  const confirm = () => {
    if (mode === "flow" && !chosen) return;
    handBack.mutate(mode === "continue" ? { mode } : { mode, flowId: chosen as string }, {
      onSuccess: () => onOpenChange(false),
    });
  };
  return (
    <Dialog
      closeLabel={t("common:action.close")}
      description={t("handBack.text")}
      footer={
        <>
          <DialogClose>
            <Button>{t("common:action.cancel")}</Button>
          </DialogClose>
          <Button
            disabled={mode === "flow" && !chosen}
            loading={handBack.isPending}
            onClick={confirm}
            variant="primary"
          >
            {t("handBack.action")}
          </Button>
        </>
      }
      onOpenChange={onOpenChange}
      open={open}
      size="sm"
      title={t("handBack.title")}
    >
      <div className="flex flex-col gap-3">
        <RadioGroup
          aria-label={t("handBack.title")}
          look="cards"
          onValueChange={setPicked}
          options={[
            {
              value: "continue",
              label: t("handBack.continue"),
              description: pausedFlow
                ? t("handBack.continueText", { flow: pausedFlow.name })
                : t("handBack.nothingToContinue"),
              disabled: !pausedFlow,
            },
            { value: "flow", label: t("handBack.start"), description: t("handBack.startText") },
          ]}
          value={mode}
        />
        {mode === "flow" ? (
          <Field error={flows.length === 0 ? t("handBack.noFlows") : undefined} label={t("handBack.flow")}>
            <Select
              onValueChange={setFlow}
              options={flows.map(({ id, name }) => ({ value: id, label: name }))}
              placeholder={t("handBack.choose")}
              value={chosen}
            />
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}
