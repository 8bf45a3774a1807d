import { Badge, Button, Card, HueSquare, IconButton, Menu, MenuItem, Page, useToast } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { Ellipsis, Pencil, Plus, Star, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { type Queue, queuesQuery } from "../../shared/queries/queues.ts";
import { ConfirmDelete } from "../../shared/screens/confirm-delete.tsx";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { QuerySection } from "../../shared/screens/query-section.tsx";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { QueueDialog } from "./queue-dialog.tsx";
import { useQueueActions } from "./queue-queries.ts";

/** The teams that conversations are handed to. */
export function Queues() {
  const { t } = useTranslation("settings");
  usePageTitle(t("page.queues"));
  const query = useQuery(queuesQuery(useWorkspaceId()));
  const [edited, setEdited] = useState<{ queue: Queue | null; count: number }>({ queue: null, count: 0 });
  const [open, setOpen] = useState(false);
  const current = query.data?.find(({ id }) => id === edited.queue?.id);
  const edit = (queue: Queue | null) => {
    setEdited({ queue, count: edited.count + 1 });
    setOpen(true);
  };
  return (
    <Page
      actions={
        <Button icon={<Plus />} onClick={() => edit(null)} variant="primary">
          {t("queue.new")}
        </Button>
      }
      description={t("queue.intro")}
      title={t("page.queues")}
      width="narrow"
    >
      <Card padding="none">
        <QuerySection query={query}>
          {(queues) => (
            <ul>
              {queues.map((queue) => (
                <QueueRow key={queue.id} onEdit={() => edit(queue)} queue={queue} />
              ))}
            </ul>
          )}
        </QuerySection>
      </Card>
      <QueueDialog key={edited.count} onOpenChange={setOpen} open={open} queue={current ?? edited.queue} />
    </Page>
  );
}

function QueueRow({ queue, onEdit }: { queue: Queue; onEdit: () => void }) {
  const { t } = useTranslation("settings");
  const { change, remove } = useQueueActions();
  const toast = useToast();
  const problemText = useProblemText();
  const [removing, setRemoving] = useState(false);
  const makeDefault = () =>
    change.mutate(
      { queue: queue.id, isDefault: true },
      { onError: (error) => toast.show({ title: problemText(error), tone: "danger" }) },
    );
  return (
    <li className="flex items-center gap-3 border-line border-b px-4 py-2.5 last:border-b-0">
      <HueSquare className="size-3!" color={queue.color} hueKey={queue.id} />
      <span className="min-w-0 flex-1 truncate font-medium">{queue.name}</span>
      {queue.isDefault ? <Badge tone="accent">{t("queue.default")}</Badge> : null}
      <Menu align="end" trigger={<IconButton icon={<Ellipsis />} label={t("queue.actions", { name: queue.name })} />}>
        <MenuItem icon={<Pencil />} onSelect={onEdit}>
          {t("edit")}
        </MenuItem>
        {queue.isDefault ? null : (
          <>
            <MenuItem icon={<Star />} onSelect={makeDefault}>
              {t("queue.makeDefault")}
            </MenuItem>
            <MenuItem danger icon={<Trash2 />} onSelect={() => setRemoving(true)}>
              {t("delete")}
            </MenuItem>
          </>
        )}
      </Menu>
      <ConfirmDelete
        onConfirm={() => remove.mutateAsync(queue.id)}
        onOpenChange={setRemoving}
        open={removing}
        text={t("queue.deleteText")}
        title={t("queue.deleteTitle", { name: queue.name })}
      />
    </li>
  );
}
