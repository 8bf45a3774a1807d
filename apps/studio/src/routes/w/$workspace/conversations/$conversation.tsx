import { createFileRoute, useLocation, useRouter } from "@tanstack/react-router";
import { Thread } from "../../../../features/conversations/thread/thread.tsx";

export const Route = createFileRoute("/w/$workspace/conversations/$conversation")({ component: OpenConversation });

function OpenConversation() {
  const { workspace, conversation } = Route.useParams();
  const navigate = Route.useNavigate();
  const { history } = useRouter();
  // An entry of its own: going back closes the contact, not the conversation.
  const contactOpen = useLocation({ select: ({ state }) => state.contactOpen === true });
  const showContact = (open: boolean) => {
    if (open === contactOpen) return;
    if (open) void navigate({ to: ".", search: (old) => old, state: { contactOpen: true } });
    else history.back();
  };
  return (
    <Thread
      contactOpen={contactOpen}
      conversation={conversation}
      key={conversation}
      onContactOpenChange={showContact}
      onBack={() => void navigate({ to: "/w/$workspace/conversations", params: { workspace }, search: (old) => old })}
    />
  );
}

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** The contact's sheet lies over the conversation, where there is no room beside it. */
    contactOpen?: boolean;
  }
}
