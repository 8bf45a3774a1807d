import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { WorkspaceScope } from "../../platform/db/scope.ts";
import { connections } from "../connections/tables.ts";
import { templates } from "../templates/tables.ts";
import { flows, flowVersions } from "./tables.ts";

/** The workspace's flows with the flows that each one's published version runs. */
export const calledByFlow = (scope: WorkspaceScope) =>
  scope.db
    .select({
      id: flows.id,
      name: flows.name,
      published: sql<boolean>`${flows.publishedVersionId} is not null`,
      calls: sql<string[]>`array(select jsonb_object_keys(coalesce(${flowVersions.calls}, '{}')))`,
    })
    .from(flows)
    .leftJoin(
      flowVersions,
      and(eq(flowVersions.workspaceId, flows.workspaceId), eq(flowVersions.id, flows.publishedVersionId)),
    )
    .where(and(eq(flows.workspaceId, scope.workspaceId), isNull(flows.archivedAt)));

/** The workspace's connections, and whether the flow is switched on for each. */
export const connectionsForChecks = (scope: WorkspaceScope, flowId: string) =>
  scope.db
    .select({
      id: connections.id,
      channel: connections.channel,
      isOn: sql<boolean>`exists (select 1 from connection_flows f where f.workspace_id = connections.workspace_id
        and f.connection_id = connections.id and f.flow_id = ${flowId})`,
    })
    .from(connections)
    .where(eq(connections.workspaceId, scope.workspaceId));

export const templatesForChecks = (scope: WorkspaceScope, connectionIds: string[]) =>
  connectionIds.length === 0
    ? Promise.resolve([])
    : scope.db
        .select({
          name: templates.name,
          language: templates.language,
          status: templates.status,
          category: templates.category,
          body: templates.body,
          parameters: templates.parameters,
        })
        .from(templates)
        .where(and(eq(templates.workspaceId, scope.workspaceId), inArray(templates.connectionId, connectionIds)));
