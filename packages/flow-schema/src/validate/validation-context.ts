import type { ChannelCapabilities } from "../capabilities.ts";
import type { ProviderTemplate } from "../define-node.ts";
import type { NodeRegistry } from "../registry.ts";

/** The world a drawing is checked against. */
export interface ValidationContext {
  registry: NodeRegistry;
  /** The channels this flow is switched on for, or could be. */
  channels: ChannelCapabilities[];
  /** Names of the workspace's secrets. */
  secrets: string[];
  /** Ids of the workspace's queues. */
  queues: string[];
  /** The workspace's flows by id; `calls`: ids of the flows each runs when published. */
  flows: Record<string, { name: string; published: boolean; calls: string[] }>;
  /** The id of the flow being checked, where it has one. */
  flowId?: string;
  /** The provider's templates on the connections concerned; absent: not known, so not checked. */
  templates?: ProviderTemplate[];
}
