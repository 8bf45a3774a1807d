import { askWorker } from "../../shared/worker/ask-worker.ts";
import type { Turn } from "./after-turn.ts";
import type { EngineRequest } from "./engine-protocol.ts";

/** The engine behind a worker. Calls are answered in order; one that takes too long ends the worker. */
export interface EngineClient {
  load(request: Omit<Extract<EngineRequest, { kind: "load" }>, "kind">): Promise<void>;
  step(request: Omit<Extract<EngineRequest, { kind: "step" }>, "kind">): Promise<Turn>;
  close(): void;
}

/** A turn takes a millisecond or so; after this long (ms) a node type is taken to loop for ever. */
const patience = 3000;

/** Starts the worker. Its promises reject with the engine's own words, or with `"not-answering"` after 3 s. */
export function startEngine(): EngineClient {
  const worker = askWorker<EngineRequest, Turn | null>(
    new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module" }),
  );
  return {
    load: async (request) => {
      await worker.ask({ kind: "load", ...request }, patience * 4);
    },
    step: async (request) => {
      const turn = await worker.ask({ kind: "step", ...request }, patience);
      if (!turn) throw new Error("the engine answered without a turn");
      return turn;
    },
    close: worker.close,
  };
}
