import { offlineProblem, Problem } from "./problem.ts";

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The data of an API call, or a thrown Problem: `unwrap(api.GET("/api/v1/me"))`. */
export async function unwrap<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw offlineProblem();
  });
  if (response.ok) return data as Data;
  const body = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : { detail: error };
  throw new Problem(response.status, body);
}
