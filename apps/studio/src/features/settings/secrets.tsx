import {
  Button,
  Card,
  EmptyState,
  IconButton,
  Page,
  Table,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  VariableChip,
} from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shared/i18n/use-format.ts";
import { ConfirmDelete } from "../../shared/screens/confirm-delete.tsx";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { QuerySection } from "../../shared/screens/query-section.tsx";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { type Secret, secretsQuery, useSecretActions } from "./secret-queries.ts";

/** Keys and passwords for HTTP requests. They are written here and never shown again. */
export function Secrets() {
  const { t } = useTranslation("settings");
  usePageTitle(t("page.secrets"));
  const query = useQuery(secretsQuery(useWorkspaceId()));
  const [edited, setEdited] = useState<{ name: string | null; count: number }>({ name: null, count: 0 });
  const [open, setOpen] = useState(false);
  const edit = (name: string | null) => {
    setEdited({ name, count: edited.count + 1 });
    setOpen(true);
  };
  const add = (
    <Button icon={<Plus />} onClick={() => edit(null)} variant="primary">
      {t("secret.new")}
    </Button>
  );
  return (
    <Page actions={add} description={t("secret.intro")} title={t("page.secrets")} width="narrow">
      <Card padding="none">
        <QuerySection query={query}>
          {(secrets) =>
            secrets.length === 0 ? (
              <EmptyState icon={<KeyRound />} text={t("secret.emptyText")} title={t("secret.empty")} />
            ) : (
              <Table label={t("page.secrets")}>
                <TableHead>
                  <TableRow>
                    <TableHeader>{t("secret.use")}</TableHeader>
                    <TableHeader className="hidden sm:table-cell">{t("secret.changed")}</TableHeader>
                    <TableHeader className="w-24">
                      <span className="sr-only">{t("actions")}</span>
                    </TableHeader>
                  </TableRow>
                </TableHead>
                <tbody>
                  {secrets.map((secret) => (
                    <SecretRow key={secret.name} onEdit={() => edit(secret.name)} secret={secret} />
                  ))}
                </tbody>
              </Table>
            )
          }
        </QuerySection>
      </Card>
      <SecretDialog key={edited.count} name={edited.name} onOpenChange={setOpen} open={open} />
    </Page>
  );
}

function SecretRow({ secret, onEdit }: { secret: Secret; onEdit: () => void }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const { remove } = useSecretActions();
  const [removing, setRemoving] = useState(false);
  return (
    <TableRow>
      <TableCell>
        <VariableChip name={`secret.${secret.name}`} />
      </TableCell>
      <TableCell className="hidden text-ink-2 sm:table-cell">{format.dateTime(secret.updatedAt)}</TableCell>
      <TableCell>
        <span className="flex justify-end">
          <IconButton icon={<Pencil />} label={t("secret.replace", { name: secret.name })} onClick={onEdit} />
          <IconButton
            icon={<Trash2 />}
            label={t("secret.delete", { name: secret.name })}
            onClick={() => setRemoving(true)}
            variant="danger"
          />
        </span>
        <ConfirmDelete
          onConfirm={() => remove.mutateAsync(secret.name)}
          onOpenChange={setRemoving}
          open={removing}
          text={t("secret.deleteText")}
          title={t("secret.deleteTitle", { name: secret.name })}
        />
      </TableCell>
    </TableRow>
  );
}
