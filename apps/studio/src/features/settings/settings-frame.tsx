import { TabNav, TabNavLink } from "@prosa/ui";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { allows, useRole, useWorkspaceId } from "../../shared/session/workspace.ts";
import { settingsPages } from "./settings-pages.ts";

/** The settings of the workspace: one tab for each page one's role may open. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation("settings");
  const workspace = useWorkspaceId();
  const role = useRole();
  return (
    <div className="flex h-full flex-col">
      <TabNav aria-label={t("title")} className="bg-bg md:px-2">
        {settingsPages
          .filter((page) => allows(role, page.needs))
          .map(({ name, to }) => (
            <TabNavLink key={name} render={<Link params={{ workspace }} to={to} />}>
              {t(`page.${name}`)}
            </TabNavLink>
          ))}
      </TabNav>
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  );
}
