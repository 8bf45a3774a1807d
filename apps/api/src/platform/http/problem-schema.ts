import { z } from "@hono/zod-openapi";
import type { Access } from "../auth/principal.ts";
import { catalogue, type ProblemCode } from "../problem/catalogue.ts";

const codes = Object.keys(catalogue) as [ProblemCode, ...ProblemCode[]];

/** The shape of every error. */
const Problem = z
  .object({
    type: z.string().meta({ example: "about:blank" }),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes).meta({ description: "What programs build on." }),
    detail: z.string().meta({ description: "What happened and what to do, for a person." }),
    errors: z
      .array(z.object({ pointer: z.string().meta({ description: "JSON pointer into the body" }), detail: z.string() }))
      .optional(),
  })
  .openapi("Problem");

const answer = (description: string) => ({ description, content: { "application/problem+json": { schema: Problem } } });

/** The errors that a route may answer with because of who may call it and whether it takes input. */
export function problemResponses(access: Access, takesInput: boolean) {
  return {
    ...(takesInput && { 422: answer("Some of the input is not valid") }),
    ...(access !== "public" && { 401: answer("Not signed in"), 403: answer("Not allowed") }),
    ...(typeof access === "object" && { 404: answer("Not found in this workspace") }),
    default: answer("Any other error"),
  };
}
