import { Badge, Banner, Button, buttonLook, Card, IconTile, useToast } from "@prosa/ui";
import { Link } from "@tanstack/react-router";
import { RefreshCw, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { ChannelIcon } from "../../shared/channels/channel-icon.tsx";
import { formatPhone } from "../../shared/i18n/phone.ts";
import type { Connection } from "../../shared/queries/connections.ts";
import { useMay, useWorkspaceId } from "../../shared/session/workspace.ts";
import { ConnectionFlows } from "./connection-flows.tsx";
import { ConnectionMenu } from "./connection-menu.tsx";
import { useConnectionActions } from "./connection-queries.ts";
import { WebhookHelp } from "./webhook-help.tsx";

const tones = { ok: "success", attention: "danger", off: "neutral" } as const;

/** One connection: how it is, its flows, and what Meta has to be told. */
export function ConnectionCard({ connection, onEdit }: { connection: Connection; onEdit: () => void }) {
  const { t } = useTranslation("connections");
  const workspace = useWorkspaceId();
  const mayManage = useMay("admin");
  const toast = useToast();
  const problemText = useProblemText();
  const { check } = useConnectionActions();
  const runCheck = () =>
    check.mutate(connection.id, {
      onSuccess: ({ ok, detail }) =>
        toast.show({
          title: ok ? t("checkOk") : t("checkFailed"),
          description: ok ? undefined : detail,
          tone: ok ? "success" : "danger",
        }),
      onError: (error) => toast.show({ title: problemText(error), tone: "danger" }),
    });
  return (
    <li>
      <Card className="flex h-full flex-col gap-4">
        <div className="flex items-start gap-2 sm:gap-3">
          <IconTile
            color={`var(--ch-${connection.channel})`}
            icon={<ChannelIcon channel={connection.channel} />}
            size="lg"
          />
          <div className="min-w-0 flex-1">
            <h2 className="truncate font-bold text-md" title={connection.name}>
              {connection.name}
            </h2>
            <p className="truncate text-ink-2 text-sm">
              {connection.isStandin ? t("standin.kind") : t("kind.whatsapp")}
              {connection.phone ? ` · ${formatPhone(connection.phone)}` : ""}
            </p>
          </div>
          <Badge tone={tones[connection.status]}>{t(`status.${connection.status}`)}</Badge>
          {mayManage ? <ConnectionMenu connection={connection} onEdit={onEdit} /> : null}
        </div>
        {connection.status === "attention" ? (
          <Banner
            action={
              mayManage ? (
                <Button loading={check.isPending} onClick={runCheck} size="sm">
                  {t("check")}
                </Button>
              ) : null
            }
            title={t("attention")}
            tone="danger"
          >
            {connection.statusDetail ?? t("attentionText")}
          </Banner>
        ) : null}
        <ConnectionFlows connection={connection} />
        {connection.webhook && !connection.isStandin ? <WebhookHelp webhook={connection.webhook} /> : null}
        <div className="mt-auto flex flex-wrap gap-2">
          {connection.isStandin ? (
            <Link
              className={buttonLook({ variant: "primary" })}
              params={{ workspace, connection: connection.id }}
              to="/w/$workspace/handset/$connection"
            >
              <Smartphone aria-hidden />
              {t("standin.open")}
            </Link>
          ) : null}
          {mayManage && connection.status !== "attention" ? (
            <Button icon={<RefreshCw />} loading={check.isPending} onClick={runCheck}>
              {t("check")}
            </Button>
          ) : null}
        </div>
      </Card>
    </li>
  );
}
