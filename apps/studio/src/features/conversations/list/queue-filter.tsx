import { Chip, Menu, MenuChoice } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queuesQuery } from "../../../shared/queries/queues.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";

/** Shows the conversations of one queue, or of all. */
export function QueueFilter({ queue, onChange }: { queue: string | null; onChange: (queue: string | null) => void }) {
  const { t } = useTranslation("conversations");
  const { data: queues = [] } = useQuery(queuesQuery(useWorkspaceId()));
  const chosen = queues.find(({ id }) => id === queue);
  if (queues.length < 2 && !chosen) return null;
  return (
    <div className="mt-2 flex">
      <Menu
        trigger={
          <Chip
            aria-haspopup="menu"
            caret={!chosen}
            onRemove={chosen ? () => onChange(null) : undefined}
            removeLabel={t("allQueues")}
            selected={Boolean(chosen)}
          >
            {chosen?.name ?? t("allQueues")}
          </Chip>
        }
      >
        <MenuChoice
          onValueChange={(id) => onChange(id === "all" ? null : id)}
          options={[
            { value: "all", label: t("allQueues") },
            ...queues.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={queue ?? "all"}
        />
      </Menu>
    </div>
  );
}
