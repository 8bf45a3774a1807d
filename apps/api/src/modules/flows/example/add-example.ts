import { locales } from "@prosa/flow-schema";
import type { WorkspaceScope } from "../../../platform/db/scope.ts";
import type { Deps } from "../../../platform/deps.ts";
import { insertStandinConnection, switchFlows } from "../../connections/index.ts";
import { publish } from "../publish-service.ts";
import { createFlow } from "../service.ts";
import { exampleFlow } from "./example-flow.ts";
import { exampleWords } from "./example-words.ts";

/**
 * Gives a new workspace something to look at and to talk to: a published flow and, where the server runs the stand-in, a
 * number on it with the flow switched on.
 */
export async function addExample(
  deps: Deps,
  scope: WorkspaceScope,
  { locale, accountId }: { locale: string; accountId: string },
): Promise<void> {
  const language = locales.find((known) => known === locale) ?? "en";
  const words = exampleWords[language];
  const by = { accountId, now: deps.now() };
  const flow = await createFlow(scope, { name: words.flow, document: exampleFlow(language), locale: language }, by);
  await publish(deps, scope, { flowId: flow.flow.id, note: "", by });
  if (!deps.env.standin) return;
  const connectionId = await insertStandinConnection(deps, scope, words.connection);
  await switchFlows(deps, scope, { id: connectionId, flowIds: [flow.flow.id] });
}
