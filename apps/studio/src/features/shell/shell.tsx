import { AppShell } from "@prosa/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MainRail } from "./main-rail.tsx";
import { OfflineBanner } from "./offline-banner.tsx";
import { PhoneBar } from "./phone-bar.tsx";
import { WorkspaceBar } from "./workspace-bar.tsx";

interface ShellProps {
  chrome: "full" | "rail" | "none";
  /** Conversations that wait for a person. */
  waiting: number;
  /** One thing fills a phone's screen: it brings its own way back. */
  phoneBar: boolean;
  onSignOut: () => Promise<void>;
  children: ReactNode;
}

/** The frame of a workspace. */
export function Shell({ chrome, waiting, phoneBar, onSignOut, children }: ShellProps) {
  const { t } = useTranslation("shell");
  if (chrome === "none")
    return (
      <div className="flex h-dvh flex-col">
        <OfflineBanner />
        <main className="min-h-0 flex-1">{children}</main>
      </div>
    );
  return (
    <AppShell
      banner={<OfflineBanner />}
      bottom={phoneBar ? <PhoneBar waiting={waiting} /> : undefined}
      rail={<MainRail waiting={waiting} />}
      skipLabel={t("nav.skip")}
      top={
        chrome === "full" && phoneBar ? (
          <WorkspaceBar onSignOut={onSignOut} />
        ) : (
          <DesktopOnly shown={chrome === "full"}>
            <WorkspaceBar onSignOut={onSignOut} />
          </DesktopOnly>
        )
      }
    >
      {children}
    </AppShell>
  );
}

function DesktopOnly({ shown, children }: { shown: boolean; children: ReactNode }) {
  return shown ? <div className="hidden md:block">{children}</div> : null;
}
