import type { FlowDocument, Issue, ValidationContext } from "@prosa/flow-schema";
import { type AskedWorker, askWorker } from "../../../shared/worker/ask-worker.ts";

/** What a drawing is checked against, as the server sees it too, without the node types. */
export type FlowWorld = Omit<ValidationContext, "registry">;

export interface CheckRequest {
  /** Addresses of third parties' node types, the same at every request. */
  modules: string[];
  document: FlowDocument;
  world: FlowWorld;
}

export interface Checker {
  check(document: FlowDocument): Promise<Issue[]>;
  close(): void;
}

/** Loading included, on a slow machine; after this long (ms) a node type's check is taken to loop for ever. */
const patience = 15_000;

/** Checks drawings in a worker, by the very rules of publishing. One that ended is replaced at the next check. */
export function startChecker(given: Omit<CheckRequest, "document">): Checker {
  let worker: AskedWorker<CheckRequest, Issue[]> | undefined;
  return {
    async check(document) {
      worker ??= askWorker(new Worker(new URL("./check.worker.ts", import.meta.url), { type: "module" }));
      try {
        return await worker.ask({ ...given, document }, patience);
      } catch (error) {
        worker.close();
        worker = undefined;
        throw error;
      }
    },
    close: () => worker?.close(),
  };
}
