/** One fault in the input: a JSON pointer to the place and the server's sentence about it. */
export interface ProblemFault {
  pointer: string;
  detail: string;
}

/** What the API answers when it refuses (RFC 9457), or `offline` when there was no answer at all. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly faults: readonly ProblemFault[];
  /** Members of the document that only some codes have, such as `issues` or `retryAfter`. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Record<string, unknown>) {
    const code = typeof body.code === "string" ? body.code : "internal";
    const detail = typeof body.detail === "string" ? body.detail : "";
    super(detail || code);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.faults = Array.isArray(body.errors) ? body.errors.flatMap(fault) : [];
    this.extra = body;
  }
}

/** The server could not be reached. */
export const offlineProblem = () => new Problem(0, { code: "offline" });

export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}

function fault(entry: unknown): ProblemFault[] {
  if (typeof entry !== "object" || entry === null) return [];
  const { pointer, detail, message } = entry as Record<string, unknown>;
  return typeof pointer === "string"
    ? [{ pointer, detail: [detail, message].find((text) => typeof text === "string") ?? "" }]
    : [];
}
