import { createFileRoute } from "@tanstack/react-router";
import { Members } from "../../../../features/settings/members.tsx";
import { requireRole } from "../../../../shared/session/require-role.ts";

export const Route = createFileRoute("/w/$workspace/settings/members")({
  beforeLoad: ({ context, params }) => requireRole(context.queryClient, params.workspace, "admin"),
  component: Members,
});
