/** The roles of a workspace, least first. */
export const roles = ["agent", "supervisor", "admin"] as const;
