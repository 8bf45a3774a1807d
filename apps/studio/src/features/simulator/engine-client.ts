import type { Turn } from "./after-turn.ts";
import type { EngineReply, EngineRequest } from "./engine-protocol.ts";

/** The engine behind a worker. Calls are answered in order; one that takes too long ends the worker. */
export interface EngineClient {
  load(request: Omit<Extract<EngineRequest, { kind: "load" }>, "kind">): Promise<void>;
  step(request: Omit<Extract<EngineRequest, { kind: "step" }>, "kind">): Promise<Turn>;
  close(): void;
}

/** A turn takes a millisecond or so; after this long (ms) a node type is taken to loop for ever. */
const patience = 3000;

/** Starts the worker. Its promises reject with the engine's own words, or with `"not-answering"` after 3 s. */
export function startEngine(
  spawn = () => new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module" }),
): EngineClient {
  const worker = spawn();
  const waiting = new Map<number, { resolve: (turn: Turn | null) => void; reject: (error: Error) => void }>();
  let calls = 0;
  const close = (reason = "closed") => {
    worker.terminate();
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };
  worker.addEventListener("message", ({ data }: MessageEvent<EngineReply>) => {
    const call = waiting.get(data.call);
    waiting.delete(data.call);
    if (data.ok) call?.resolve(data.turn);
    else call?.reject(new Error(data.error));
  });
  worker.addEventListener("error", (event) => close(event.message || "the engine could not be loaded"));
  const ask = (request: EngineRequest) =>
    new Promise<Turn | null>((resolve, reject) => {
      const call = ++calls;
      const timer = setTimeout(() => close("not-answering"), request.kind === "load" ? patience * 4 : patience);
      const settle =
        <T>(done: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          done(value);
        };
      waiting.set(call, { resolve: settle(resolve), reject: settle(reject) });
      worker.postMessage({ ...request, call });
    });
  return {
    load: async (request) => {
      await ask({ kind: "load", ...request });
    },
    step: async (request) => {
      const turn = await ask({ kind: "step", ...request });
      if (!turn) throw new Error("the engine answered without a turn");
      return turn;
    },
    close: () => close(),
  };
}
