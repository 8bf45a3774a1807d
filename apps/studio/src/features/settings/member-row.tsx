import { Avatar, IconButton, Select, useToast } from "@prosa/ui";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { ConfirmDelete } from "../../shared/screens/confirm-delete.tsx";
import { useMe } from "../../shared/session/me.ts";
import { type Member, useMemberActions } from "./member-queries.ts";
import { roles } from "./roles.ts";

export function MemberRow({ member }: { member: Member }) {
  const { t } = useTranslation(["settings", "common"]);
  const me = useMe();
  const toast = useToast();
  const problemText = useProblemText();
  const { change, remove } = useMemberActions();
  const [removing, setRemoving] = useState(false);
  const { accountId, name, email, role } = member;
  const isMe = accountId === me.account.id;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-4 py-3 last:border-b-0">
      <Avatar hueKey={accountId} name={name} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate font-medium">
          {name}
          {isMe ? <span className="ml-1.5 font-normal text-ink-2 text-sm">({t("common:state.you")})</span> : null}
        </p>
        <p className="truncate text-ink-2 text-sm">{email}</p>
      </div>
      <Select
        aria-label={t("member.roleOf", { name })}
        className="w-40!"
        disabled={change.isPending}
        onValueChange={(next) =>
          change.mutate(
            { account: accountId, role: next },
            { onError: (error) => toast.show({ title: problemText(error), tone: "danger" }) },
          )
        }
        options={roles.map((one) => ({
          value: one,
          label: t(`common:role.${one}`),
          description: t(`member.can.${one}`),
        }))}
        value={change.isPending ? change.variables.role : role}
      />
      <IconButton
        icon={<Trash2 />}
        label={t("member.remove", { name })}
        onClick={() => setRemoving(true)}
        variant="danger"
      />
      <ConfirmDelete
        confirmLabel={t("member.removeConfirm")}
        onConfirm={() => remove.mutateAsync(accountId)}
        onOpenChange={setRemoving}
        open={removing}
        text={t("member.removeText")}
        title={t("member.removeTitle", { name })}
      />
    </li>
  );
}
