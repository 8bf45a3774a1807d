// Checking a large drawing takes several frames' time, and a third party's check may take for ever: neither is the page's.
import { type Issue, type NodeRegistry, validateFlow } from "@prosa/flow-schema";
import { loadRegistry } from "../../../shared/node-types/load-registry.ts";
import { answerPage } from "../../../shared/worker/answer-page.ts";
import type { CheckRequest } from "./checker.ts";

let registry: Promise<NodeRegistry> | undefined;

answerPage(async ({ modules, document, world }: CheckRequest): Promise<Issue[]> => {
  registry ??= loadRegistry(modules);
  return validateFlow(document, { ...world, registry: await registry });
});
