import { Avatar, Dialog, IconButton, Menu, MenuItem, Select, useToast } from "@prosa/ui";
import { Ellipsis, KeyRound, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../shared/api/problem-text.ts";
import { ConfirmDelete } from "../../shared/screens/confirm-delete.tsx";
import { useMe } from "../../shared/session/me.ts";
import { type Member, useMemberActions } from "./member-queries.ts";
import { OneTimePassword } from "./one-time-password.tsx";
import { roles } from "./roles.ts";

export function MemberRow({ member }: { member: Member }) {
  const { t } = useTranslation(["settings", "common"]);
  const me = useMe();
  const toast = useToast();
  const problemText = useProblemText();
  const { change, remove, resetPassword } = useMemberActions();
  const [resetting, setResetting] = useState(false);
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
      <Menu align="end" trigger={<IconButton icon={<Ellipsis />} label={t("member.actions", { name })} />}>
        {isMe ? null : (
          <MenuItem icon={<KeyRound />} onSelect={() => setResetting(true)}>
            {t("member.newPassword")}
          </MenuItem>
        )}
        <MenuItem danger icon={<Trash2 />} onSelect={() => setRemoving(true)}>
          {t("member.remove", { name })}
        </MenuItem>
      </Menu>
      <ConfirmDelete
        confirmLabel={t("member.newPassword")}
        onConfirm={() => resetPassword.mutateAsync(accountId)}
        onOpenChange={setResetting}
        open={resetting}
        text={t("member.newPasswordText")}
        title={t("member.newPasswordTitle", { name })}
      />
      <Dialog
        closeLabel={t("common:action.close")}
        description={t("member.passwordText", { name })}
        onOpenChange={(open) => {
          if (!open) resetPassword.reset();
        }}
        open={resetPassword.isSuccess}
        title={t("member.password")}
      >
        <OneTimePassword password={resetPassword.data?.oneTimePassword ?? ""} />
      </Dialog>
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
