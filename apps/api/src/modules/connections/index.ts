export {
  type ChannelAccess,
  channelAccess,
  type OpenableConnection,
  type StandinAccess,
  UnusableConnection,
} from "./channel-access.ts";
export { type ConnectionRow, connectionById, connectionsByNumber, findConnection } from "./queries.ts";
export { register } from "./routes.ts";
export { openSecrets } from "./sealed-secrets.ts";
export { existingConnection, insertStandinConnection, switchFlows } from "./service.ts";
