import { catalogue, type ProblemCode } from "./catalogue.ts";

/** One fault in the input: a JSON pointer (RFC 6901) to the place and a sentence about it. */
export interface InputFault {
  pointer: string;
  detail: string;
}

/** Further members of the problem document. */
export interface ProblemExtra {
  errors?: InputFault[];
  /** Seconds until it makes sense to try again; also sent as Retry-After. */
  retryAfter?: number;
  [member: string]: unknown;
}

/** What services throw for anything the caller should hear about. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly extra: ProblemExtra;
  constructor(code: ProblemCode, detail?: string, extra: ProblemExtra = {}) {
    super(detail ?? catalogue[code].title);
    this.name = "AppError";
    this.code = code;
    this.detail = detail;
    this.extra = extra;
  }
}

/** For a single field: an invalid_input error that points at it. */
export const invalid = (pointer: string, detail: string) =>
  new AppError("invalid_input", detail, { errors: [{ pointer, detail }] });
