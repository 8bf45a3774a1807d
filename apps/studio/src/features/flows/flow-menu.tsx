import { IconButton, Menu, MenuItem, MenuSeparator, useToast } from "@prosa/ui";
import { useNavigate } from "@tanstack/react-router";
import { Archive, ArchiveRestore, Copy, Download, Ellipsis, Pencil, SquarePen, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { ConfirmDelete } from "../../shared/screens/confirm-delete.tsx";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { download, flowFileName } from "./flow-file.ts";
import { type FlowSummary, readDraft, useFlowActions } from "./flow-queries.ts";
import { RenameFlowDialog } from "./rename-flow-dialog.tsx";

interface FlowMenuProps {
  flow: FlowSummary;
  mayEdit: boolean;
  defaultOpen: boolean;
}

/** What can be done to one flow of the list. */
export function FlowMenu({ flow, mayEdit, defaultOpen }: FlowMenuProps) {
  const { t } = useTranslation("flows");
  const workspace = useWorkspaceId();
  const navigate = useNavigate();
  const toast = useToast();
  const problemText = useProblemText();
  const { archive, duplicate, remove } = useFlowActions();
  const [renaming, setRenaming] = useState(false);
  const [removing, setRemoving] = useState(false);
  const fail = (error: unknown) => toast.show({ title: problemText(error), tone: "danger" });

  const setArchived = (archived: boolean) =>
    archive.mutate(
      { flow: flow.id, archived },
      {
        onSuccess: () =>
          toast.show({
            title: t(archived ? "archivedToast" : "restoredToast", { name: flow.name }),
            action: {
              label: t("undo"),
              onPress: () => archive.mutate({ flow: flow.id, archived: !archived }, { onError: fail }),
            },
          }),
        onError: fail,
      },
    );
  const copy = () =>
    duplicate.mutate(
      { flow: flow.id, name: t("copyName", { name: flow.name }) },
      {
        onSuccess: (made) => toast.show({ title: t("duplicatedToast", { name: made.name }), tone: "success" }),
        onError: fail,
      },
    );
  const exportFile = () =>
    void readDraft(workspace, flow.id).then(
      (document) => download(flowFileName(flow.name), JSON.stringify({ name: flow.name, document }, null, 2)),
      fail,
    );

  return (
    <>
      <Menu
        align="end"
        defaultOpen={defaultOpen}
        trigger={<IconButton icon={<Ellipsis />} label={t("actionsFor", { name: flow.name })} />}
      >
        <MenuItem
          icon={<SquarePen />}
          onSelect={() => void navigate({ to: "/w/$workspace/flows/$flow", params: { workspace, flow: flow.id } })}
        >
          {t("open")}
        </MenuItem>
        {mayEdit ? (
          <>
            <MenuItem icon={<Pencil />} onSelect={() => setRenaming(true)}>
              {t("rename")}
            </MenuItem>
            <MenuItem icon={<Copy />} onSelect={copy}>
              {t("duplicate")}
            </MenuItem>
          </>
        ) : null}
        <MenuItem icon={<Download />} onSelect={exportFile}>
          {t("export")}
        </MenuItem>
        {mayEdit ? (
          <>
            <MenuSeparator />
            {flow.archivedAt ? (
              <MenuItem icon={<ArchiveRestore />} onSelect={() => setArchived(false)}>
                {t("restore")}
              </MenuItem>
            ) : (
              <MenuItem icon={<Archive />} onSelect={() => setArchived(true)}>
                {t("archive")}
              </MenuItem>
            )}
            {flow.published ? null : (
              <MenuItem danger icon={<Trash2 />} onSelect={() => setRemoving(true)}>
                {t("delete")}
              </MenuItem>
            )}
          </>
        ) : null}
      </Menu>
      <RenameFlowDialog flow={flow} onOpenChange={setRenaming} open={renaming} />
      <ConfirmDelete
        onConfirm={() => remove.mutateAsync(flow.id)}
        onOpenChange={setRemoving}
        open={removing}
        text={t("deleteText")}
        title={t("deleteTitle", { name: flow.name })}
      />
    </>
  );
}
