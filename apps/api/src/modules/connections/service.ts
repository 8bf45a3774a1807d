import { randomBytes, randomInt } from "node:crypto";
import { channels } from "@prosa/channels";
import { inTransaction, type WorkspaceScope } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordChanges, renamed } from "../../platform/feed/queries.ts";
import { newId } from "../../platform/ids.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { inputError } from "../../platform/problem/problem-response.ts";
import { channelAccess } from "./channel-access.ts";
import {
  deleteConnection,
  findConnection,
  flowsToSwitchOn,
  insertConnection,
  type ListedConnection,
  listConnections,
  replaceConnectionFlows,
  unmarkDefaultConnection,
  updateConnection,
} from "./queries.ts";
import { openSecrets, sealSecrets } from "./sealed-secrets.ts";

type Texts = Record<string, string>;

/** Connects an account. What the channel needs is checked by the channel itself. */
export async function createConnection(
  deps: Deps,
  scope: WorkspaceScope,
  input: { name: string; channel: string; settings: Texts; secrets: Texts },
): Promise<ListedConnection> {
  const checked = checkedAccount(input.channel, input);
  const id = newId();
  await inTransaction(scope, async (tx) => {
    await insertConnection(tx, {
      id,
      name: input.name,
      channel: input.channel,
      settings: checked.settings,
      secrets: sealSecrets(deps.secrets, { workspaceId: scope.workspaceId, id }, checked.secrets),
      isDefault: (await listConnections(tx)).length === 0,
    });
    await recordChanges(tx, changed);
  });
  deps.signals.emit("changes");
  return existingConnection(scope, id);
}

/** Makes a number on our stand-in: nothing to fill in, ready to talk to. */
export async function createStandinConnection(
  deps: Deps,
  scope: WorkspaceScope,
  name?: string,
): Promise<ListedConnection> {
  if (!deps.env.standin)
    throw new AppError("not_found", "This server runs without the stand-in; PROSA_STANDIN=1 starts it.");
  const id = await insertStandinConnection(deps, scope, name ?? "Simulador");
  deps.signals.emit("changes");
  return existingConnection(scope, id);
}

/** The same inside a transaction of somebody else's. */
export async function insertStandinConnection(deps: Deps, scope: WorkspaceScope, name: string): Promise<string> {
  const id = newId();
  const secret = () => randomBytes(24).toString("hex");
  const secrets = { token: secret(), appSecret: secret(), verifyToken: secret() };
  await insertConnection(scope, {
    id,
    name,
    channel: "whatsapp",
    isStandin: true,
    // Fifteen digits, like Meta's; random, so that no two workspaces share a number.
    settings: { phoneNumberId: digits(15), businessAccountId: digits(15) },
    secrets: sealSecrets(deps.secrets, { workspaceId: scope.workspaceId, id }, secrets),
    phone: `1555${digits(7)}`,
    isDefault: (await listConnections(scope)).length === 0,
  });
  await recordChanges(scope, changed);
  return id;
}

export async function changeConnection(
  deps: Deps,
  scope: WorkspaceScope,
  {
    id,
    secrets,
    ...changes
  }: {
    id: string;
    name?: string | undefined;
    settings?: Texts | undefined;
    secrets?: Texts | undefined;
    status?: "ok" | "off" | undefined;
    isDefault?: true | undefined;
  },
): Promise<ListedConnection> {
  const { connection } = await existingConnection(scope, id);
  const account = {
    settings: { ...connection.settings, ...changes.settings },
    secrets: { ...openSecrets(deps.secrets, connection), ...secrets },
  };
  const checked = changes.settings || secrets ? checkedAccount(connection.channel, account) : undefined;
  await inTransaction(scope, async (tx) => {
    if (changes.isDefault) await unmarkDefaultConnection(tx);
    await updateConnection(tx, id, {
      ...(changes.name !== undefined && { name: changes.name }),
      ...(changes.isDefault && { isDefault: true }),
      ...(checked && {
        settings: checked.settings,
        secrets: sealSecrets(deps.secrets, { workspaceId: scope.workspaceId, id }, checked.secrets),
      }),
      // New credentials are the usual cure: sending is tried again, and stops again if it was not that.
      ...((checked || changes.status === "ok") && { status: "ok", statusDetail: null, pausedUntil: null }),
      ...(changes.status === "off" && { status: "off", statusDetail: null }),
      updatedAt: deps.now(),
    });
    await recordChanges(tx, [...changed, ...renamed("connections")]);
  });
  deps.signals.emit("changes");
  deps.signals.emit("work");
  return existingConnection(scope, id);
}

export async function removeConnection(deps: Deps, scope: WorkspaceScope, id: string): Promise<void> {
  await existingConnection(scope, id);
  await inTransaction(scope, async (tx) => {
    await deleteConnection(tx, id);
    // Conversations that were on it can be answered no more, and show so.
    await recordChanges(tx, [...changed, ...renamed("connections")]);
  });
  deps.signals.emit("changes");
}

/** Asks the provider, and keeps what it said: a good answer ends the connection's trouble. */
export async function checkConnection(deps: Deps, scope: WorkspaceScope, id: string) {
  const { connection } = await existingConnection(scope, id);
  const { channel, connection: account, fetch } = await channelAccess(deps, connection);
  const answer = await channel.check({ connection: account, fetch });
  const detail = answer.ok
    ? [answer.value.name, answer.value.phone].filter(Boolean).join(" · ") || "The account answers."
    : (answer.error.detail ?? answer.error.code);
  const stuck = !answer.ok && answer.error.action === "alert";
  await inTransaction(scope, async (tx) => {
    if (answer.ok)
      await updateConnection(tx, id, {
        ...(connection.status === "attention" && { status: "ok" as const, statusDetail: null }),
        ...(answer.value.phone && { phone: answer.value.phone }),
      });
    else if (stuck) await updateConnection(tx, id, { status: "attention", statusDetail: detail });
    await recordChanges(tx, changed);
  });
  deps.signals.emit("changes");
  deps.signals.emit("work");
  return { ok: answer.ok, detail };
}

/** Switches exactly these flows on. @throws AppError invalid_input for one that is unknown or not published */
export async function switchFlows(
  deps: Deps,
  scope: WorkspaceScope,
  { id, flowIds }: { id: string; flowIds: string[] },
): Promise<ListedConnection> {
  await existingConnection(scope, id);
  const known = await flowsToSwitchOn(scope, flowIds);
  const errors = flowIds.flatMap((flowId, i) => {
    const flow = known.find((candidate) => candidate.id === flowId);
    if (flow?.published) return [];
    const detail = flow ? `${flow.name} must be published first.` : "There is no such flow.";
    return [{ pointer: `/flowIds/${i}`, detail }];
  });
  if (errors.length > 0) throw new AppError("invalid_input", errors[0]?.detail, { errors });
  await inTransaction(scope, async (tx) => {
    await replaceConnectionFlows(tx, id, [...new Set(flowIds)]);
    await recordChanges(tx, [...changed, { topic: "flows", key: "" }]);
  });
  deps.signals.emit("changes");
  return existingConnection(scope, id);
}

/** @throws AppError not_found */
export async function existingConnection(scope: WorkspaceScope, id: string): Promise<ListedConnection> {
  const found = await findConnection(scope, id);
  if (!found) throw new AppError("not_found", "There is no such connection.");
  return found;
}

function checkedAccount(type: string, { settings, secrets }: { settings: Texts; secrets: Texts }) {
  const channel = channels.get(type);
  if (!channel) throw new AppError("invalid_input", `There is no channel ${type}.`);
  const [good, sealed] = [channel.settings.safeParse(settings), channel.secrets.safeParse(secrets)];
  if (!good.success) throw inputError("settings", good.error);
  if (!sealed.success) throw inputError("secrets", sealed.error);
  return { settings: good.data, secrets: sealed.data };
}

const digits = (count: number) => Array.from({ length: count }, (_, i) => randomInt(i === 0 ? 1 : 0, 10)).join("");
const changed = [{ topic: "connections", key: "" }];
