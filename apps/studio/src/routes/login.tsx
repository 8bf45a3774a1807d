import { useQueryClient } from "@tanstack/react-query";
import { createFileRoute, useRouter } from "@tanstack/react-router";
import { isOwnAddress } from "../features/session/own-address.ts";
import { SignInForm } from "../features/session/sign-in-form.tsx";
import { loadTexts } from "../shared/i18n/i18n.ts";

interface LoginSearch {
  /** The address to go back to. */
  back?: string;
  ended?: boolean;
}

export const Route = createFileRoute("/login")({
  validateSearch: (search: Record<string, unknown>): LoginSearch => ({
    ...(isOwnAddress(search.back) ? { back: search.back } : {}),
    ...(search.ended === true ? { ended: true } : {}),
  }),
  loader: () => loadTexts("session"),
  component: Login,
});

function Login() {
  const { back, ended } = Route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const onSignedIn = async () => {
    queryClient.clear();
    if (back) router.history.replace(back);
    else await router.navigate({ to: "/", replace: true });
  };
  return <SignInForm ended={ended ?? false} onSignedIn={onSignedIn} />;
}
