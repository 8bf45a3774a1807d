import { createFileRoute } from "@tanstack/react-router";
import { ConnectionList } from "../../../features/connections/connection-list.tsx";
import { loadTexts } from "../../../shared/i18n/i18n.ts";

export const Route = createFileRoute("/w/$workspace/connections")({
  loader: () => loadTexts("connections"),
  component: ConnectionList,
});
