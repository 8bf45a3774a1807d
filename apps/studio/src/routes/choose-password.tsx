import { useQueryClient } from "@tanstack/react-query";
import { createFileRoute, redirect, useRouter } from "@tanstack/react-router";
import { ChoosePasswordForm } from "../features/session/choose-password-form.tsx";
import { isOwnAddress } from "../features/session/own-address.ts";
import { isProblem } from "../shared/api/problem.ts";
import { loadTexts } from "../shared/i18n/i18n.ts";
import { meQuery } from "../shared/session/me.ts";

export const Route = createFileRoute("/choose-password")({
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    isOwnAddress(search.back) ? { back: search.back } : {},
  loader: async ({ context: { queryClient } }) => {
    await loadTexts("session");
    await queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
      if (isProblem(error) && error.status === 401) throw redirect({ to: "/login", replace: true });
      throw error;
    });
  },
  component: ChoosePassword,
});

function ChoosePassword() {
  const { back } = Route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const onDone = async () => {
    await queryClient.refetchQueries({ queryKey: meQuery.queryKey, exact: true });
    if (back) router.history.replace(back);
    else await router.navigate({ to: "/", replace: true });
  };
  return <ChoosePasswordForm onDone={onDone} />;
}
