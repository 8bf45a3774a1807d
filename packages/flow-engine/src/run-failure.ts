import type { FailureCode } from "@prosa/flow-schema";

/** Why a turn cannot go on. Thrown inside the engine only: `step` turns it into a `run.failed`. */
export class RunFailure extends Error {
  readonly code: FailureCode;
  readonly detail: string | undefined;

  constructor(code: FailureCode, detail?: string) {
    super(detail ?? code);
    this.code = code;
    this.detail = detail?.slice(0, 300);
  }
}
