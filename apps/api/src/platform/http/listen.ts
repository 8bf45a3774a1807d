import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { StartError } from "../start-error.ts";
import type { Api } from "./api-env.ts";

/** The listening server. */
export interface Listening {
  /** Where a browser on this machine finds it. */
  url: string;
  /** Accepts nothing new and resolves when what was under way is answered, or after `patience` milliseconds. */
  stop(patience: number): Promise<void>;
}

/** Answers a request past the app, or says that it is not one of its own. */
export type DirectListener = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Starts listening; `direct` is asked first. @throws StartError when the port is taken or not ours to use */
export async function listen(
  app: Api,
  at: { host: string; port: number },
  direct: DirectListener = () => false,
): Promise<Listening> {
  const before = ((options: ServerOptions, listener: RequestListener) =>
    createServer(options, (request, response) => {
      if (!direct(request, response)) listener(request, response);
    })) as typeof createServer;
  const server = await new Promise<Server>((listening, failed) => {
    const options = { fetch: app.fetch, hostname: at.host, port: at.port, createServer: before };
    const made = serve(options, () => listening(made)) as Server;
    made.once("error", (error: NodeJS.ErrnoException) => failed(sentence(error, at)));
  });
  // Longer than proxies keep connections (60 s): so it is they who close an idle one, never we under a request.
  server.keepAliveTimeout = 65_000;
  const { port } = server.address() as AddressInfo;
  const host = at.host === "0.0.0.0" || at.host === "::" ? "127.0.0.1" : at.host;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    stop: async (patience) => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      await Promise.race([closed, pause(patience, undefined, { ref: false })]);
      server.closeAllConnections();
      await closed;
    },
  };
}

function sentence(error: NodeJS.ErrnoException, at: { host: string; port: number }): Error {
  if (error.code === "EADDRINUSE")
    return new StartError(`Port ${at.port} is taken by another program: stop it, or choose another port with PORT.`);
  if (error.code === "EACCES")
    return new StartError(`Prosa may not use port ${at.port}: choose one above 1023 with PORT.`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new StartError(`This machine has no address ${at.host}: correct HOST.`);
  return error;
}
