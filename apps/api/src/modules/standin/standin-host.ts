import { createStandin, type Standin, type StandinAccount } from "@prosa/provider-standin";
import type { Deps } from "../../platform/deps.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { catalogue } from "../../platform/problem/catalogue.ts";
import { openSecrets, type StandinAccess } from "../connections/index.ts";
import { receive } from "../webhooks/index.ts";
import {
  deleteFile,
  readFile,
  readOrigin,
  readSnapshot,
  type StandinConnection,
  standinConnectionBy,
  writeFile,
  writeSnapshot,
} from "./queries.ts";

export const graphPath = "/standin/graph";
/** Addresses under it never leave the process. */
const inside = "http://standin.internal";

/** The stand-in of this process: begun when it is first needed, with what it remembered. */
export interface StandinHost {
  standin(): Promise<Standin>;
  /** Answers a request to the Graph side; the address is below {@link graphPath}. */
  graph(request: Request): Promise<Response>;
  accountOf(row: StandinConnection): StandinAccount;
  close(): Promise<void>;
}

export function createStandinHost(
  deps: Deps,
  mount: (standin: Standin) => (request: Request) => Promise<Response>,
): StandinHost {
  let begun: Promise<{ standin: Standin; graph: (request: Request) => Promise<Response> }> | undefined;
  const accountOf = (row: StandinConnection): StandinAccount => {
    const secrets = openSecrets(deps.secrets, row);
    return {
      phoneNumberId: row.settings.phoneNumberId ?? "",
      businessAccountId: row.settings.businessAccountId ?? "",
      displayPhone: row.phone ? `+${row.phone}` : "",
      name: row.name,
      token: secrets.token ?? "",
      appSecret: secrets.appSecret ?? "",
      webhookUrl: `${inside}/api/webhooks/${row.channel}/${row.id}`,
    };
  };
  const by = async (setting: "phoneNumberId" | "businessAccountId", value: string) => {
    const row = await standinConnectionBy(deps.db, setting, value);
    return row ? accountOf(row) : null;
  };
  const begin = async () => {
    const standin = await createStandin({
      accounts: {
        byNumber: (id) => by("phoneNumberId", id),
        byBusinessAccount: (id) => by("businessAccountId", id),
      },
      store: {
        load: () => readSnapshot(deps.db),
        save: (snapshot) => writeSnapshot(deps.db, snapshot),
        putFile: (id, bytes) => writeFile(deps.db, id, bytes),
        getFile: (id) => readFile(deps.db, id),
        deleteFile: (id) => deleteFile(deps.db, id),
      },
      deliver: (webhook) => deliver(deps, webhook),
      onSaveError: (error) => deps.logger.error("the stand-in could not be saved", { error }),
    });
    return { standin, graph: mount(standin) };
  };
  const started = () => {
    begun ??= begin();
    return begun;
  };
  return {
    accountOf,
    standin: async () => (await started()).standin,
    graph: async (request) => (await started()).graph(request),
    close: async () => {
      if (begun) await (await begun).standin.close();
    },
  };
}

/** How connections reach the stand-in: inside this process, or at the one that has it. */
export function standinAccess(deps: Deps, host: StandinHost | undefined): () => Promise<StandinAccess | undefined> {
  return async () => {
    if (host)
      return { baseUrl: inside + graphPath, fetch: (url, init) => host.graph(new Request(url, init as RequestInit)) };
    const origin = await readOrigin(deps.db);
    if (!origin) return undefined;
    return {
      baseUrl: origin + graphPath,
      fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(20_000) }),
    };
  };
}

/** A webhook of the stand-in goes the way of any other, signature and all; only the network is left out. */
async function deliver(
  deps: Deps,
  { url, body, headers }: { url: string; body: Uint8Array; headers: Record<string, string> },
): Promise<number> {
  const [, , , channel = "", connectionId = ""] = new URL(url).pathname.split("/");
  const given = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  try {
    await receive(deps, { channel, connectionId, body, header: (name) => given.get(name.toLowerCase()) });
    return 200;
  } catch (error) {
    if (error instanceof AppError) return catalogue[error.code].status;
    deps.logger.error("a webhook of the stand-in failed", { connectionId, error });
    return 500;
  }
}
