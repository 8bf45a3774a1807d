import { NavRail, NavRailItem } from "@prosa/ui";
import { Link } from "@tanstack/react-router";
import { PanelLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ProsaMark } from "../../shared/screens/prosa-mark.tsx";
import { useWorkspaceId } from "../../shared/session/workspace.ts";
import { isBoolean, useStored } from "../../shared/storage/use-stored.ts";
import { places, settingsPlace } from "./navigation.ts";

/** The navigation at the left edge; it can be narrowed to icons, and stays so. */
export function MainRail({ waiting }: { waiting: number }) {
  const { t } = useTranslation("shell");
  const workspace = useWorkspaceId();
  const [collapsed, setCollapsed] = useStored<boolean>("rail-collapsed", true, isBoolean);
  const Settings = settingsPlace.icon;
  return (
    <NavRail
      aria-label={t("nav.label")}
      brand={{ mark: <ProsaMark />, name: "Prosa" }}
      collapsed={collapsed}
      footer={
        <>
          <NavRailItem
            icon={<Settings />}
            label={t("nav.settings")}
            render={<Link params={{ workspace }} to={settingsPlace.to} />}
          />
          <NavRailItem
            icon={<PanelLeft />}
            label={collapsed ? t("nav.expand") : t("nav.collapse")}
            onClick={() => setCollapsed(!collapsed)}
            render={<button type="button" />}
          />
        </>
      }
    >
      {places.map(({ name, to, icon: Icon }) => (
        <NavRailItem
          count={name === "conversations" ? waiting : 0}
          countLabel={t("nav.waiting", { count: waiting })}
          icon={<Icon />}
          key={name}
          label={t(`nav.${name}`)}
          render={<Link params={{ workspace }} to={to} />}
        />
      ))}
    </NavRail>
  );
}
