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
  TextLink,
} from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { BookOpen, KeySquare, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NameDialog } from "../../shared/forms/name-dialog.tsx";
import { useFormat } from "../../shared/i18n/use-format.ts";
import { ConfirmDelete } from "../../shared/screens/confirm-delete.tsx";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { QuerySection } from "../../shared/screens/query-section.tsx";
import { useMe } from "../../shared/session/me.ts";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import { type NewToken, type Token, tokensQuery, useTokenActions } from "./token-queries.ts";

/** API tokens: programs act with one's own role in this workspace. */
export function Tokens() {
  const { t } = useTranslation("settings");
  usePageTitle(t("page.tokens"));
  const query = useQuery(tokensQuery(useWorkspaceId()));
  const { create } = useTokenActions();
  const [naming, setNaming] = useState(false);
  const [made, setMade] = useState<NewToken | null>(null);
  return (
    <Page
      actions={
        <Button icon={<Plus />} onClick={() => setNaming(true)} variant="primary">
          {t("token.new")}
        </Button>
      }
      description={t("token.intro")}
      title={t("page.tokens")}
      width="narrow"
    >
      <Card padding="none">
        <QuerySection query={query}>
          {(tokens) =>
            tokens.length === 0 ? (
              <EmptyState icon={<KeySquare />} text={t("token.emptyText")} title={t("token.empty")} />
            ) : (
              <Table label={t("page.tokens")}>
                <TableHead>
                  <TableRow>
                    <TableHeader>{t("token.name")}</TableHeader>
                    <TableHeader className="hidden sm:table-cell">{t("token.created")}</TableHeader>
                    <TableHeader className="hidden sm:table-cell">{t("token.used")}</TableHeader>
                    <TableHeader className="w-12">
                      <span className="sr-only">{t("actions")}</span>
                    </TableHeader>
                  </TableRow>
                </TableHead>
                <tbody>
                  {tokens.map((token) => (
                    <TokenRow key={token.id} token={token} />
                  ))}
                </tbody>
              </Table>
            )
          }
        </QuerySection>
      </Card>
      <p className="text-ink-2">
        <BookOpen aria-hidden className="mr-1.5 inline size-4 align-text-bottom" />
        <TextLink href="/api/docs" rel="noreferrer" target="_blank">
          {t("token.docs")}
        </TextLink>
      </p>
      <NameDialog
        confirmLabel={t("create")}
        label={t("token.name")}
        maxLength={60}
        onOpenChange={setNaming}
        onSubmit={async (name) => setMade(await create.mutateAsync(name))}
        open={naming}
        placeholder={t("token.placeholder")}
        title={t("token.new")}
      />
      <NewTokenDialog made={made} onClose={() => setMade(null)} />
    </Page>
  );
}

function TokenRow({ token }: { token: Token }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const me = useMe();
  const { revoke } = useTokenActions();
  const [revoking, setRevoking] = useState(false);
  return (
    <TableRow>
      <TableCell className="max-w-0">
        <p className="truncate font-medium">{token.name}</p>
        <p className="truncate text-ink-2 text-sm">
          <code className="font-mono">{token.prefix}…</code>
          {token.accountId === me.account.id ? null : <span className="ml-2">{t("token.others")}</span>}
        </p>
      </TableCell>
      <TableCell className="hidden text-ink-2 sm:table-cell">{format.date(token.createdAt)}</TableCell>
      <TableCell className="hidden text-ink-2 sm:table-cell">
        {token.lastUsedAt ? format.relative(token.lastUsedAt) : t("token.never")}
      </TableCell>
      <TableCell>
        <IconButton
          icon={<Trash2 />}
          label={t("token.revoke", { name: token.name })}
          onClick={() => setRevoking(true)}
          variant="danger"
        />
        <ConfirmDelete
          confirmLabel={t("token.revokeConfirm")}
          onConfirm={() => revoke.mutateAsync(token.id)}
          onOpenChange={setRevoking}
          open={revoking}
          text={t("token.revokeText")}
          title={t("token.revokeTitle", { name: token.name })}
        />
      </TableCell>
    </TableRow>
  );
}
