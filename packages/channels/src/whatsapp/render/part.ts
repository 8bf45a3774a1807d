import type { Json } from "@prosa/flow-schema";
import type { ErrorCode } from "../../sorted-error.ts";

/** One message without its envelope: `type`, and the object of that name. */
export type Part = { type: string } & Record<string, Json>;

interface Refusal {
  code: ErrorCode;
  detail: string;
}

export type Parts = Part[] | Refusal;
