import type { Db } from "../db/client.ts";
import type { Env } from "../env.ts";
import { newId } from "../ids.ts";
import { settleFact } from "../instance/queries.ts";
import type { Logger } from "../logger.ts";
import { StartError } from "../start-error.ts";
import { createLocalSignals, type SignalName, type Signals } from "./signals.ts";

/**
 * Signals between the processes of one installation, over NATS, when NATS_URL is set; within this process otherwise.
 * What cannot reach NATS at the moment is lost, which costs the others a moment: they also look by themselves.
 * @throws StartError when NATS does not answer at start
 */
export async function openSignals(env: Env, db: Db, logger: Logger): Promise<Signals> {
  const local = createLocalSignals();
  if (env.natsUrl === undefined) return local;
  // Loaded only when used.
  const { connect } = await import("@nats-io/transport-node");
  const subject = `prosa.${await settleFact(db, "id", newId())}`;
  const connection = await connect({
    servers: env.natsUrl.split(","),
    maxReconnectAttempts: -1,
    noEcho: true,
    name: "prosa",
  }).catch((error: unknown) => {
    throw new StartError(`NATS_URL names a server that does not answer (${(error as Error).message}).`, {
      cause: error,
    });
  });
  connection.subscribe(`${subject}.*`, {
    callback: (_error, message) => local.emit(message.subject.slice(subject.length + 1) as SignalName),
  });
  void report(connection.status(), logger);
  return {
    emit: (name) => {
      local.emit(name);
      if (!connection.isClosed()) connection.publish(`${subject}.${name}`);
    },
    on: (name, listener) => local.on(name, listener),
    close: async () => {
      await connection.drain();
      await local.close();
    },
  };
}

async function report(statuses: AsyncIterable<{ type: string }>, logger: Logger): Promise<void> {
  for await (const { type } of statuses) {
    if (type === "disconnect")
      logger.warn("the connection to NATS broke; live updates between processes are slower until it is back");
    if (type === "reconnect") logger.info("the connection to NATS is back");
  }
}
