import { parentPort, workerData } from "node:worker_threads";
import { definitionsIn } from "../../modules/node-types/definitions-in.ts";
import { createNodeRegistry } from "../../modules/node-types/registry.ts";
import { client } from "../../platform/db/client.ts";
import { createLogger } from "../../platform/logger.ts";
import { TurnWorker } from "../turn/turn-worker.ts";
import type { News, Order, ThreadStart } from "./messages.ts";

/** Works turns out in this thread until it is told to stop, over connections to the database of its own. */
export async function runTurnThread(): Promise<void> {
  const { target, settings, extensions, log } = workerData as ThreadStart;
  const tell = (news: News) => parentPort?.postMessage(news);
  const logger = createLogger({ ...log, write: (line) => void process.stderr.write(line) });
  const sql = client(target, { max: 4 });
  const installed = (await Promise.all(extensions.map(definitionsIn))).flat();
  const worker = new TurnWorker({
    sql,
    logger,
    settings,
    registry: createNodeRegistry(installed),
    committed: (what) => tell({ kind: "committed", what }),
    full: () => tell({ kind: "full" }),
  });
  const look = async () => {
    const more = await worker.look().catch((error: unknown) => {
      logger.error("looking for lanes failed; trying again soon", { error });
      return false;
    });
    tell({ kind: "looked", more });
  };
  const stop = async () => {
    await worker.stop();
    await sql.end({ timeout: 5 });
    parentPort?.close();
  };
  parentPort?.on("message", (order: Order) => {
    if (order.kind === "lanes") worker.give(order.lanes);
    else if (order.kind === "look") void look();
    else void stop();
  });
}
