import { IconButton, Menu, MenuItem, MenuSeparator, useToast } from "@prosa/ui";
import { Ellipsis, Pencil, Power, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import type { Connection } from "../../shared/queries/connections.ts";
import { ConfirmDelete } from "../../shared/screens/confirm-delete.tsx";
import { useConnectionActions } from "./connection-queries.ts";

export function ConnectionMenu({ connection, onEdit }: { connection: Connection; onEdit: () => void }) {
  const { t } = useTranslation("connections");
  const { change, remove } = useConnectionActions();
  const toast = useToast();
  const problemText = useProblemText();
  const [removing, setRemoving] = useState(false);
  const isOff = connection.status === "off";
  const toggle = () =>
    change.mutate(
      { connection: connection.id, status: isOff ? "ok" : "off" },
      { onError: (error) => toast.show({ title: problemText(error), tone: "danger" }) },
    );
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton className="-my-1 -mr-1" icon={<Ellipsis />} label={t("actionsFor", { name: connection.name })} />
        }
      >
        <MenuItem icon={<Pencil />} onSelect={onEdit}>
          {t("edit")}
        </MenuItem>
        <MenuItem icon={<Power />} onSelect={toggle}>
          {isOff ? t("switchOn") : t("switchOff")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger icon={<Trash2 />} onSelect={() => setRemoving(true)}>
          {t("delete")}
        </MenuItem>
      </Menu>
      <ConfirmDelete
        onConfirm={() => remove.mutateAsync(connection.id)}
        onOpenChange={setRemoving}
        open={removing}
        text={t("deleteText")}
        title={t("deleteTitle", { name: connection.name })}
      />
    </>
  );
}
