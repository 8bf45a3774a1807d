import { createFileRoute } from "@tanstack/react-router";
import { WorkspaceSettings } from "../../../../features/settings/workspace-settings.tsx";
import { requireRole } from "../../../../shared/session/require-role.ts";

export const Route = createFileRoute("/w/$workspace/settings/workspace")({
  beforeLoad: ({ context, params }) => requireRole(context.queryClient, params.workspace, "admin"),
  component: WorkspaceSettings,
});
