/** A refusal of the Graph API, in Meta's words and shape. */
export class GraphError extends Error {
  readonly code: number;
  readonly details: string;
  readonly subcode: number | undefined;

  constructor(code: number, details: string, subcode?: number) {
    super(`(#${code}) ${titles[code] ?? "Invalid parameter"}`);
    this.code = code;
    this.details = details;
    this.subcode = subcode;
  }

  get status(): 400 | 401 | 404 | 429 | 500 {
    if (this.code === 190) return 401;
    if ([4, 80007, 130429, 131056].includes(this.code)) return 429;
    return this.code === 131000 ? 500 : 400;
  }

  body(trace: string) {
    return {
      error: {
        message: this.message,
        type: "OAuthException",
        code: this.code,
        ...(this.subcode !== undefined && { error_subcode: this.subcode }),
        error_data: { messaging_product: "whatsapp", details: this.details },
        fbtrace_id: trace,
      },
    };
  }
}

/** Titles of Meta's page on error codes. */
const titles: Record<number, string> = {
  33: "Parameter value is not valid",
  100: "Invalid parameter",
  190: "Access token has expired or is invalid",
  130429: "Rate limit hit",
  131000: "Something went wrong",
  131008: "Required parameter is missing",
  131009: "Parameter value is not valid",
  131026: "Message undeliverable",
  131047: "Re-engagement message",
  131051: "Unsupported message type",
  131053: "Media upload error",
  131056: "(Business Account, Consumer Account) pair rate limit hit",
  132000: "Number of parameters does not match the expected number of params",
  132001: "Template name does not exist in the translation",
  132012: "Template Param Format Mismatch",
  132015: "Template is Paused",
  132016: "Template is Disabled",
  132018: "There's an issue with the parameters in your template",
};

/** What Graph says of an object that is not there or not yours. */
export const noSuchObject = (id: string, method = "get"): GraphError =>
  new GraphError(
    100,
    `Unsupported ${method} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
    33,
  );
