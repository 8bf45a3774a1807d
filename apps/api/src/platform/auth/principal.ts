import type { WorkspaceScope } from "../db/scope.ts";

/** What a member may do, least first. */
export const roles = ["agent", "supervisor", "admin"] as const;
export type Role = (typeof roles)[number];

/** Whether a role includes another: an admin may do what a supervisor may, and so on. */
export const roleIncludes = (has: Role, needed: Role) => roles.indexOf(has) >= roles.indexOf(needed);

/** Who is calling. */
export interface Principal {
  /** `session`: a person in a browser. `token`: a program with a personal API token. */
  kind: "session" | "token";
  accountId: string;
  name: string;
  email: string;
  locale: string;
  timeZone: string;
  serverAdmin: boolean;
  /** Somebody else chose the password, and it has not been changed yet. */
  passwordExpired: boolean;
  /** Of a session: its id in the database. */
  sessionId: string | undefined;
  /** Of a token: the only workspace it opens. */
  tokenWorkspaceId: string | undefined;
}

/** A principal inside a workspace: what handlers of workspace routes work with. */
export interface Member {
  scope: WorkspaceScope;
  workspace: { id: string; slug: string; name: string; locale: string; timeZone: string };
  role: Role;
  principal: Principal;
}

/** Who may call a route. */
export type Access =
  | "public"
  /** Anyone signed in, or with a token. */
  | "signed-in"
  /** A person signed in; a token will not do. */
  | "session"
  | "server-admin"
  | { role: Role /** A token will not do. */; session?: true };
