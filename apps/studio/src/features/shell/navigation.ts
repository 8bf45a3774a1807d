import { Cable, Inbox, Settings2, Workflow } from "lucide-react";

/** The places of a workspace that exist; rail and bottom bar show the same. */
export const places = [
  { name: "conversations", to: "/w/$workspace/conversations", icon: Inbox },
  { name: "flows", to: "/w/$workspace/flows", icon: Workflow },
  { name: "connections", to: "/w/$workspace/connections", icon: Cable },
] as const;

export const settingsPlace = { name: "settings", to: "/w/$workspace/settings", icon: Settings2 } as const;
