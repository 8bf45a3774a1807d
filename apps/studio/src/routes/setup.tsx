import { useQueryClient } from "@tanstack/react-query";
import { createFileRoute, redirect, useNavigate } from "@tanstack/react-router";
import { SetupForm } from "../features/setup/setup-form.tsx";
import { setupQuery } from "../features/setup/setup-queries.ts";
import { loadTexts } from "../shared/i18n/i18n.ts";

export const Route = createFileRoute("/setup")({
  loader: async ({ context: { queryClient } }) => {
    await loadTexts("setup");
    const setup = await queryClient.fetchQuery(setupQuery);
    if (!setup.needed) throw redirect({ to: "/", replace: true });
    return setup;
  },
  component: Setup,
});

function Setup() {
  const { codeRequired } = Route.useLoaderData();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const onDone = async () => {
    queryClient.clear();
    await navigate({ to: "/", replace: true });
  };
  return <SetupForm codeRequired={codeRequired} onDone={onDone} />;
}
