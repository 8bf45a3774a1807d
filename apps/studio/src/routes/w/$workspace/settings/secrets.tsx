import { createFileRoute } from "@tanstack/react-router";
import { Secrets } from "../../../../features/settings/secrets.tsx";
import { requireRole } from "../../../../shared/session/require-role.ts";

export const Route = createFileRoute("/w/$workspace/settings/secrets")({
  beforeLoad: ({ context, params }) => requireRole(context.queryClient, params.workspace, "admin"),
  component: Secrets,
});
