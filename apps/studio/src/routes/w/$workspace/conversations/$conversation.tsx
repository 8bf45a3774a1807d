import { createFileRoute } from "@tanstack/react-router";
import { Thread } from "../../../../features/conversations/thread/thread.tsx";

export const Route = createFileRoute("/w/$workspace/conversations/$conversation")({ component: OpenConversation });

function OpenConversation() {
  const { workspace, conversation } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <Thread
      conversation={conversation}
      key={conversation}
      onBack={() => void navigate({ to: "/w/$workspace/conversations", params: { workspace }, search: (old) => old })}
    />
  );
}
