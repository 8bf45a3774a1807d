import { Avatar, Button, type ButtonProps, VisuallyHidden } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shared/session/me.ts";

/** The round button at the end of the bar. */
export function ProfileButton(props: Partial<ButtonProps>) {
  const { t } = useTranslation("shell");
  const { account } = useMe();
  return (
    <Button {...props} className="touch-target rounded-full! px-0!" variant="ghost">
      <Avatar hueKey={account.id} name={account.name} size={28} />
      <VisuallyHidden>{t("profile.menu", { name: account.name })}</VisuallyHidden>
    </Button>
  );
}
