import { createHash, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { StandinAccount } from "../account.ts";
import { GraphError } from "./graph-error.ts";

/** The account when the request carries its token; throws 190 otherwise. */
export function authorize(c: Context, account: StandinAccount): StandinAccount {
  const token = /^Bearer\s+(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined || !sameToken(token, account.token))
    throw new GraphError(190, "Invalid OAuth access token - Cannot parse access token");
  return account;
}

const sameToken = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string) => createHash("sha256").update(text).digest();
