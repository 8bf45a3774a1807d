import { channels } from "@prosa/channels";
import type { ValidationContext } from "@prosa/flow-schema";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { registryOf } from "../node-types/index.ts";
import { listQueues } from "../queues/index.ts";
import { listSecretNames } from "../secrets/index.ts";
import { calledByFlow, connectionsForChecks, templatesForChecks } from "./validation-queries.ts";

/** The world a workspace's flow is checked against: what the workspace has, and the channels the flow is on or could be. */
export async function validationContext(deps: Deps, scope: WorkspaceScope, flowId: string): Promise<ValidationContext> {
  const registry = registryOf(deps);
  const [queues, secrets, flows, connections] = await Promise.all([
    listQueues(scope),
    listSecretNames(scope),
    calledByFlow(scope),
    connectionsForChecks(scope, flowId),
  ]);
  const on = connections.filter((connection) => connection.isOn);
  const concerned = on.length > 0 ? on : connections;
  const types = new Set(concerned.map(({ channel }) => channel));
  const templates = await templatesForChecks(
    scope,
    concerned.map(({ id }) => id),
  );
  return {
    registry,
    channels: (types.size > 0 ? [...types] : ["whatsapp"]).flatMap((type) => channels.get(type)?.capabilities ?? []),
    secrets,
    queues: queues.map(({ id }) => id),
    flows: Object.fromEntries(flows.map(({ id, ...flow }) => [id, flow])),
    flowId,
    ...(templates.length > 0 && { templates }),
  };
}
