import { createFileRoute } from "@tanstack/react-router";
import { ProfileScreen } from "../../../features/profile/profile-screen.tsx";
import { loadTexts } from "../../../shared/i18n/i18n.ts";

export const Route = createFileRoute("/w/$workspace/profile")({
  loader: () => loadTexts("profile"),
  component: ProfileScreen,
});
