import type { paths } from "@prosa/api-client";

type Ok<Responses> = Responses extends { 200: infer R } ? R : Responses extends { 201: infer R } ? R : never;
type Json<R> = R extends { content: { "application/json": infer Body } } ? Body : never;

/** What an address answers: `Answer<"/api/v1/me">`, `Answer<"/api/v1/session", "post">`. */
export type Answer<Path extends keyof paths, Method extends keyof paths[Path] = "get"> = paths[Path][Method] extends {
  responses: infer Responses;
}
  ? Json<Ok<Responses>>
  : never;

/** One entry of what an address lists. */
export type Item<Path extends keyof paths> =
  Answer<Path> extends { items: (infer Entry)[] } ? Entry : Answer<Path> extends (infer Entry)[] ? Entry : never;

/** What an address takes as its body. */
export type Body<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody?: infer Request;
}
  ? Json<NonNullable<Request>>
  : never;
