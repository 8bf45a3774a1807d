import { createFileRoute } from "@tanstack/react-router";
import { Queues } from "../../../../features/settings/queues.tsx";
import { requireRole } from "../../../../shared/session/require-role.ts";

export const Route = createFileRoute("/w/$workspace/settings/queues")({
  beforeLoad: ({ context, params }) => requireRole(context.queryClient, params.workspace, "admin"),
  component: Queues,
});
