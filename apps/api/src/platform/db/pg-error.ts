/** Whether an error is PostgreSQL's unique_violation (23505) of that constraint. Drizzle wraps the driver's error. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(inner instanceof Error)) return false;
  const { code, constraint_name } = inner as { code?: string; constraint_name?: string };
  return code === "23505" && constraint_name === constraint;
}
