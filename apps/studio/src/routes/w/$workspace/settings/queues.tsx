import { createFileRoute } from "@tanstack/react-router";
import { Queues } from "../../../../features/settings/queues.tsx";

export const Route = createFileRoute("/w/$workspace/settings/queues")({ component: Queues });
