import { Banner, EmptyState, ErrorState, Field, Skeleton, Switch } from "@prosa/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Cable } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../../../shared/api/client.ts";
import { useProblemText } from "../../../shared/api/problem-text.ts";
import { unwrap } from "../../../shared/api/unwrap.ts";
import { connectionsQuery } from "../../../shared/queries/connections.ts";
import type { FlowAddress } from "../flow-queries.ts";

/** On which connections this flow answers. */
export function SwitchOn({ address }: { address: FlowAddress }) {
  const { t } = useTranslation("flow-editor");
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const query = connectionsQuery(address.workspace);
  const connections = useQuery(query);
  const turn = useMutation({
    mutationFn: ({ connection, flowIds }: { connection: string; flowIds: string[] }) =>
      unwrap(
        api.PUT("/api/v1/workspaces/{workspace}/connections/{connection}/flows", {
          params: { path: { workspace: address.workspace, connection } },
          body: { flowIds },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [address.workspace, "connections"] }),
  });
  if (connections.isPending) return <Skeleton className="h-20" />;
  if (connections.isError) {
    return (
      <ErrorState
        compact
        onRetry={() => void connections.refetch()}
        retryLabel={t("action.retry")}
        text={problemText(connections.error)}
        title={t("switchOn.failed")}
      />
    );
  }
  if (connections.data.length === 0) {
    return (
      <EmptyState
        action={
          <Link
            className="font-medium text-accent-text underline"
            params={{ workspace: address.workspace }}
            to="/w/$workspace/connections"
          >
            {t("switchOn.connect")}
          </Link>
        }
        compact
        icon={<Cable />}
        text={t("switchOn.noneText")}
        title={t("switchOn.none")}
      />
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-pretty text-ink-2">{t("switchOn.help")}</p>
      {turn.error ? <Banner tone="danger">{problemText(turn.error)}</Banner> : null}
      {connections.data.map(({ id, name, flows }) => {
        const others = flows.map((flow) => flow.id).filter((flow) => flow !== address.flow);
        const on =
          turn.isPending && turn.variables.connection === id
            ? turn.variables.flowIds.includes(address.flow)
            : others.length < flows.length;
        return (
          <Field inline key={id} label={name}>
            <Switch
              checked={on}
              disabled={turn.isPending}
              onCheckedChange={(next) =>
                turn.mutate({ connection: id, flowIds: next ? [...others, address.flow] : others })
              }
            />
          </Field>
        );
      })}
    </div>
  );
}
