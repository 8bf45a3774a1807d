import { createFileRoute } from "@tanstack/react-router";
import { Tokens } from "../../../../features/settings/tokens.tsx";

export const Route = createFileRoute("/w/$workspace/settings/tokens")({ component: Tokens });
