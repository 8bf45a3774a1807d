import { createFileRoute } from "@tanstack/react-router";
import { Secrets } from "../../../../features/settings/secrets.tsx";

export const Route = createFileRoute("/w/$workspace/settings/secrets")({ component: Secrets });
