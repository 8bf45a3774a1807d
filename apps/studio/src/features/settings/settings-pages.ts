/** The pages of the settings, and the role each is for. */
export const settingsPages = [
  { name: "workspace", to: "/w/$workspace/settings/workspace", needs: "admin" },
  { name: "members", to: "/w/$workspace/settings/members", needs: "admin" },
  { name: "queues", to: "/w/$workspace/settings/queues", needs: "admin" },
  { name: "secrets", to: "/w/$workspace/settings/secrets", needs: "admin" },
  { name: "tokens", to: "/w/$workspace/settings/tokens", needs: "agent" },
] as const;
