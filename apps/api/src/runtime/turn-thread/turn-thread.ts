import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { StartTurns } from "../runtime.ts";
import type { News, Order, ThreadStart } from "./messages.ts";

/**
 * Works turns out in a thread of its own, so that neither acknowledging what comes in nor answering people waits for them.
 * @param entry the program the thread runs: it calls runTurnThread
 * @param broke called when the thread ended although nobody stopped it: turns are not worked out any more
 */
export function turnThread(
  entry: URL,
  given: Omit<ThreadStart, "settings">,
  broke: (error: unknown) => void,
): StartTurns {
  return (settings, news) => {
    const thread = new Worker(entry, { workerData: { ...given, settings } satisfies ThreadStart });
    const order = (what: Order) => thread.postMessage(what);
    let running = true;
    let stopping = false;
    let looked = (_more: boolean) => {};
    thread.on("message", (told: News) => {
      if (told.kind === "committed") news.committed(told.what);
      else if (told.kind === "full") news.full();
      else looked(told.more);
    });
    // Rejects with what the thread failed on.
    const ended = once(thread, "exit").then(
      () => new Error("the thread ended by itself"),
      (error: unknown) => error,
    );
    void ended.then((error) => {
      running = false;
      looked(false);
      if (!stopping) broke(error);
    });
    return {
      give: (lanes) => order({ kind: "lanes", lanes }),
      look: () =>
        new Promise((settle) => {
          looked = settle;
          if (running) order({ kind: "look" });
          else settle(false);
        }),
      stop: async () => {
        stopping = true;
        order({ kind: "stop" });
        // A node type that never returns would keep it for ever. By then others may take its lanes.
        const overdue = setTimeout(() => void thread.terminate(), settings.leaseMs);
        await ended;
        clearTimeout(overdue);
      },
    };
  };
}
