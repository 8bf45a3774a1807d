import { BottomBar, BottomBarItem } from "@prosa/ui";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { places, settingsPlace } from "./navigation.ts";

/** The navigation of phones. */
export function PhoneBar({ waiting }: { waiting: number }) {
  const { t } = useTranslation("shell");
  const workspace = useWorkspaceId();
  return (
    <BottomBar aria-label={t("nav.label")}>
      {[...places, settingsPlace].map(({ name, to, icon: Icon }) => (
        <BottomBarItem
          count={name === "conversations" ? waiting : 0}
          countLabel={t("nav.waiting", { count: waiting })}
          icon={<Icon />}
          key={name}
          label={t(`nav.${name}`)}
          render={<Link params={{ workspace }} to={to} />}
        />
      ))}
    </BottomBar>
  );
}
