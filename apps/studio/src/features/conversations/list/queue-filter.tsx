import { Chip, Menu, MenuChoice } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";
import { queuesQuery } from "../../../shared/queries/queues.ts";
import { useWorkspaceId } from "../../../shared/session/workspace.ts";

interface QueueFilterProps {
  queue: string | null;
  onChange: (queue: string | null) => void;
  /** The queue does not exist, or no longer. */
  onUnknown: () => void;
}

/** Shows the conversations of one queue, or of all. */
export function QueueFilter({ queue, onChange, onUnknown }: QueueFilterProps) {
  const { t } = useTranslation("conversations");
  const { data: queues = [], isSuccess, isFetching } = useQuery(queuesQuery(useWorkspaceId()));
  const chosen = queues.find(({ id }) => id === queue);
  const unknown = queue !== null && isSuccess && !isFetching && !chosen;
  const drop = useEffectEvent(onUnknown);
  useEffect(() => {
    if (unknown) drop();
  }, [unknown]);
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
