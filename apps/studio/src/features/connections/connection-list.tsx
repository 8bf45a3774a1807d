import { Button, EmptyState, Page, Skeleton, useToast } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Cable, Plus, Smartphone } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { type Connection, connectionsQuery } from "../../shared/queries/connections.ts";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { QuerySection } from "../../shared/screens/query-section.tsx";
import { useMay, useWorkspaceId } from "../../shared/session/workspace.ts";
import { ConnectionCard } from "./connection-card.tsx";
import { ConnectionDialog } from "./connection-dialog.tsx";
import { useConnectionActions } from "./connection-queries.ts";

/** The numbers this workspace speaks with, and the flows that answer on each. */
export function ConnectionList() {
  const { t } = useTranslation("connections");
  usePageTitle(t("title"));
  const mayManage = useMay("admin");
  const query = useQuery(connectionsQuery(useWorkspaceId()));
  const [edited, setEdited] = useState<{ connection: Connection | null; count: number }>({
    connection: null,
    count: 0,
  });
  const [open, setOpen] = useState(false);
  const current = query.data?.find(({ id }) => id === edited.connection?.id);
  const edit = (connection: Connection | null) => {
    setEdited({ connection, count: edited.count + 1 });
    setOpen(true);
  };
  const actions = mayManage ? <NewConnectionButtons onNew={() => edit(null)} /> : null;
  return (
    <Page actions={actions} description={t("intro")} title={t("title")}>
      <QuerySection query={query} skeleton={<CardSkeletons />}>
        {(connections) =>
          connections.length === 0 ? (
            <EmptyState
              action={actions}
              icon={<Cable />}
              text={mayManage ? t("emptyText") : t("emptyTextMember")}
              title={t("empty")}
            />
          ) : (
            <ul className="grid grid-cols-1 gap-4 lg:grid-cols-2">
              {connections.map((connection) => (
                <ConnectionCard connection={connection} key={connection.id} onEdit={() => edit(connection)} />
              ))}
            </ul>
          )
        }
      </QuerySection>
      <ConnectionDialog
        connection={current ?? edited.connection}
        key={edited.count}
        onOpenChange={setOpen}
        open={open}
      />
    </Page>
  );
}

function NewConnectionButtons({ onNew }: { onNew: () => void }) {
  const { t } = useTranslation("connections");
  const workspace = useWorkspaceId();
  const navigate = useNavigate();
  const toast = useToast();
  const problemText = useProblemText();
  const { createStandin } = useConnectionActions();
  const tryOut = () =>
    createStandin.mutate(t("standin.name"), {
      onSuccess: ({ id }) =>
        void navigate({ to: "/w/$workspace/handset/$connection", params: { workspace, connection: id } }),
      onError: (error) => toast.show({ title: problemText(error), tone: "danger" }),
    });
  return (
    <>
      <Button icon={<Smartphone />} loading={createStandin.isPending} onClick={tryOut}>
        {t("standin.new")}
      </Button>
      <Button icon={<Plus />} onClick={onNew} variant="primary">
        {t("new")}
      </Button>
    </>
  );
}

function CardSkeletons() {
  const { t } = useTranslation("common");
  return (
    <div aria-label={t("state.loading")} className="grid grid-cols-1 gap-4 lg:grid-cols-2" role="status">
      <Skeleton className="h-44 w-full" />
      <Skeleton className="h-44 w-full" />
    </div>
  );
}
