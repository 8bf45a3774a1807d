import { Button, Card, Page } from "@prosa/ui";
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePageTitle } from "../../shared/screens/page-title.ts";
import { QuerySection } from "../../shared/screens/query-section.tsx";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { AddMemberDialog } from "./add-member-dialog.tsx";
import { membersQuery } from "./member-queries.ts";
import { MemberRow } from "./member-row.tsx";

/** Who works in this workspace, and as what. */
export function Members() {
  const { t } = useTranslation("settings");
  usePageTitle(t("page.members"));
  const query = useQuery(membersQuery(useWorkspaceId()));
  const [adding, setAdding] = useState(0);
  const [open, setOpen] = useState(false);
  const add = () => {
    setAdding(adding + 1);
    setOpen(true);
  };
  return (
    <Page
      actions={
        <Button icon={<UserPlus />} onClick={add} variant="primary">
          {t("member.add")}
        </Button>
      }
      description={t("member.intro")}
      title={t("page.members")}
      width="narrow"
    >
      <Card padding="none">
        <QuerySection avatar query={query}>
          {(members) => (
            <ul>
              {members.map((member) => (
                <MemberRow key={member.accountId} member={member} />
              ))}
            </ul>
          )}
        </QuerySection>
      </Card>
      <AddMemberDialog key={adding} onOpenChange={setOpen} open={open} />
    </Page>
  );
}
