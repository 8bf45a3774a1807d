import { Field, MultiCombobox, TextLink, useToast } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import type { Connection } from "../../shared/queries/connections.ts";
import { publishedFlowsQuery } from "../../shared/queries/flow-choices.ts";
import { useMay, useWorkspaceId } from "../../shared/session/workspace.ts";
import { useConnectionActions } from "./connection-queries.ts";

/** The flows that are switched on for a connection. Only published ones can be. */
export function ConnectionFlows({ connection }: { connection: Connection }) {
  const { t } = useTranslation("connections");
  const workspace = useWorkspaceId();
  const maySwitch = useMay("supervisor");
  const toast = useToast();
  const problemText = useProblemText();
  const { setFlows } = useConnectionActions();
  const { data: published = [] } = useQuery({ ...publishedFlowsQuery(workspace), enabled: maySwitch });

  if (!maySwitch)
    return (
      <p className="text-sm">
        <span className="text-ink-2">{t("flows.label")}: </span>
        {connection.flows.map(({ name }) => name).join(", ") || t("flows.none")}
      </p>
    );
  const ids = setFlows.isPending ? setFlows.variables.flowIds : connection.flows.map(({ id }) => id);
  const options = [...published, ...connection.flows.filter(({ id }) => !published.some((flow) => flow.id === id))];
  return (
    <Field
      description={
        published.length === 0 ? (
          <>
            {t("flows.nonePublished")}{" "}
            <TextLink render={<Link params={{ workspace }} to="/w/$workspace/flows" />}>{t("flows.goDraw")}</TextLink>
          </>
        ) : ids.length === 0 ? (
          t("flows.noneOn")
        ) : undefined
      }
      label={t("flows.label")}
    >
      <MultiCombobox
        emptyText={t("flows.noMatch")}
        onValuesChange={(flowIds) =>
          setFlows.mutate(
            { connection: connection.id, flowIds },
            { onError: (error) => toast.show({ title: problemText(error), tone: "danger" }) },
          )
        }
        options={options.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={t("flows.placeholder")}
        removeLabel={(name) => t("flows.switchOff", { name })}
        values={ids}
      />
    </Field>
  );
}
