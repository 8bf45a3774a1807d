import type { WorkspaceScope } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { channelAccess, existingConnection } from "../connections/index.ts";
import { listTemplates, replaceTemplates, type TemplateRow } from "./queries.ts";

/** A connection's templates: as last read, or read now when asked to, or when what is known is old. */
export async function connectionTemplates(
  deps: Deps,
  scope: WorkspaceScope,
  { connectionId, refresh }: { connectionId: string; refresh: boolean },
): Promise<TemplateRow[]> {
  const { connection } = await existingConnection(scope, connectionId);
  const known = await listTemplates(scope, connectionId);
  const now = deps.now();
  const fresh = known.some(({ fetchedAt }) => now.getTime() - fetchedAt.getTime() < maxAge);
  if (fresh && !refresh) return known;
  const { channel, connection: account, fetch } = await channelAccess(deps, connection);
  const listed = await channel.listTemplates({ connection: account, fetch });
  if (!listed.ok) {
    if (!refresh && known.length > 0) return known;
    throw new AppError("provider_refused", listed.error.detail ?? listed.error.code);
  }
  await replaceTemplates(
    scope,
    connectionId,
    listed.value.map(({ name, language, status, category, body, parameters, components }) => ({
      name,
      language,
      status,
      body,
      parameters,
      components,
      category: category ?? "",
      fetchedAt: now,
    })),
  );
  deps.signals.emit("changes");
  return listTemplates(scope, connectionId);
}

/** Ten minutes: an approval shows soon, and a screen that opens often does not trouble the provider. */
const maxAge = 10 * 60_000;
