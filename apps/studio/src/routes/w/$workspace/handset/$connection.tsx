import { createFileRoute } from "@tanstack/react-router";
import { HandsetScreen } from "../../../../features/handset/handset-screen.tsx";
import { loadTexts } from "../../../../shared/i18n/i18n.ts";

export const Route = createFileRoute("/w/$workspace/handset/$connection")({
  staticData: { chrome: "none" },
  validateSearch: (search: Record<string, unknown>): { customer?: string } =>
    typeof search.customer === "string" ? { customer: search.customer } : {},
  loader: () => loadTexts("handset"),
  component: Handset,
});

function Handset() {
  const { connection } = Route.useParams();
  const { customer } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <HandsetScreen
      connection={connection}
      customer={customer}
      onCustomer={(next) => void navigate({ search: next ? { customer: next } : {}, replace: customer !== undefined })}
    />
  );
}
