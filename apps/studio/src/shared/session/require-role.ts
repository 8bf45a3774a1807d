import type { QueryClient } from "@tanstack/react-query";
import { Problem } from "../api/problem.ts";
import { meQuery, type Role } from "./me.ts";
import { allows, roleIn } from "./workspace.ts";

/** For routes of which one's role may see nothing: the screen then says so instead of showing what would be refused. */
export async function requireRole(queryClient: QueryClient, workspace: string, needed: Role): Promise<void> {
  const me = await queryClient.ensureQueryData(meQuery);
  if (!allows(roleIn(me, workspace), needed)) throw new Problem(403, { code: "forbidden" });
}
