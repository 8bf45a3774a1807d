/** Every error the API can answer with. The code is what programs build on; the studio translates it. */
export const catalogue = {
  invalid_input: { status: 422, title: "Some of the input is not valid" },
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  malformed_request: { status: 400, title: "The request could not be read" },
  unsupported_media_type: { status: 415, title: "The body is of a type this address does not take" },
  body_too_large: { status: 413, title: "The body is too large" },
  not_signed_in: { status: 401, title: "Sign in or send an API token" },
  invalid_token: { status: 401, title: "The API token is not valid or was revoked" },
  session_needed: { status: 403, title: "This needs a person who signed in, not an API token" },
  wrong_credentials: { status: 401, title: "The email or the password is wrong" },
  too_many_attempts: { status: 429, title: "Too many attempts; wait before the next one" },
  forbidden: { status: 403, title: "Your role does not allow this" },
  foreign_origin: { status: 403, title: "The request came from another site" },
  wrong_host: { status: 421, title: "This server does not answer under that name" },
  not_found: { status: 404, title: "There is nothing at this address" },
  method_not_allowed: { status: 405, title: "This address does not take that method" },
  conflict: { status: 409, title: "It changed in the meantime, or exists already" },
  already_set_up: { status: 409, title: "This server has been set up already" },
  wrong_setup_code: { status: 403, title: "The set-up code is missing or wrong" },
  email_taken: { status: 409, title: "There is an account with this email already" },
  already_member: { status: 409, title: "This person is a member already" },
  name_taken: { status: 409, title: "This name is in use already" },
  last_admin: { status: 409, title: "A workspace needs at least one admin" },
  default_queue: { status: 409, title: "The default queue cannot be removed; choose another default first" },
  unacceptable_file: { status: 415, title: "Files of this kind are not accepted" },
  address_refused: { status: 422, title: "This address may not be called" },
  not_ready: { status: 503, title: "The server is starting or its database does not answer" },
  internal: { status: 500, title: "Something went wrong on our side" },
} as const satisfies Record<string, { status: number; title: string }>;

/** A code of the catalogue. */
export type ProblemCode = keyof typeof catalogue;
