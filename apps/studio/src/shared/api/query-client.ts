import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isProblem } from "./problem.ts";

/**
 * One cache for everything read from the API. Keys of a workspace's data are `[workspace id, topic, …]`, where the topic is the word
 * the change feed uses, so that a change of a topic leads to its queries.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isProblem(error, "not_signed_in")) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: worthRetrying,
        retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 15_000),
      },
      mutations: { retry: false },
    },
  });
}

/** Only what may pass by itself: no answer, or the server's own fault. */
function worthRetrying(failures: number, error: unknown): boolean {
  return failures < 3 && isProblem(error) && (error.status === 0 || error.status >= 500);
}
