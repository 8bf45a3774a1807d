import { Avatar, Button, type ButtonProps } from "@prosa/ui";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shared/session/me.ts";

/** The round button at the end of the bar; the menu under it is fetched right after the page shows. */
export function ProfileButton(props: Partial<ButtonProps>) {
  const { t } = useTranslation("shell");
  const { account } = useMe();
  return (
    <Button
      {...props}
      aria-label={t("profile.menu", { name: account.name })}
      className="touch-target rounded-full! px-0!"
      variant="ghost"
    >
      <Avatar hueKey={account.id} name={account.name} size={28} />
    </Button>
  );
}
