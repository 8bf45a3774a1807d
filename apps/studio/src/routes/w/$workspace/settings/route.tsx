import { createFileRoute, Outlet } from "@tanstack/react-router";
import { SettingsFrame } from "../../../../features/settings/settings-frame.tsx";
import { loadTexts } from "../../../../shared/i18n/i18n.ts";

export const Route = createFileRoute("/w/$workspace/settings")({
  loader: () => loadTexts("settings"),
  component: () => (
    <SettingsFrame>
      <Outlet />
    </SettingsFrame>
  ),
});
