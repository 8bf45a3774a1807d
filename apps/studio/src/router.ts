import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { routeTree } from "./routeTree.gen.ts";
import { createQueryClient } from "./shared/api/query-client.ts";
import { ErrorScreen, NotFoundScreen } from "./shared/screens/error-screen.tsx";

/** What route loaders work with. */
export interface RouterContext {
  queryClient: QueryClient;
}

/** The router and the cache it fills. A session that ends leads to the sign-in page, and back to the same place afterwards. */
export function createStudioRouter() {
  const queryClient = createQueryClient(() => {
    const { href, pathname } = router.state.location;
    if (!pathname.startsWith("/w/")) return;
    void router.navigate({ to: "/login", search: { back: href, ended: true }, replace: true });
  });
  const router = createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ErrorScreen,
    defaultNotFoundComponent: NotFoundScreen,
    scrollRestoration: false,
  });
  return { router, queryClient };
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createStudioRouter>["router"];
  }
  interface StaticDataRouteOption {
    /** What surrounds the screen: rail and top bar (the rule), the rail alone (it draws its own bar), or nothing. */
    chrome?: "full" | "rail" | "none";
  }
}
