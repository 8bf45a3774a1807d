import { createFileRoute } from "@tanstack/react-router";
import { NothingOpen } from "../../../../features/conversations/conversation-screen.tsx";

export const Route = createFileRoute("/w/$workspace/conversations/")({ component: NothingOpen });
