/**
 * Why a request or a program came to nothing, in one word of the platform: ECONNREFUSED, TimeoutError. Never its message:
 * that may hold an address with its password, or what was sent.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "stopped";
  const code = codeOf(error) ?? codeOf(error.cause);
  return code ?? error.name;
}

function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}
