import { type Channel, type ChannelEvent, channels } from "@prosa/channels";
import type { Json } from "@prosa/flow-schema";
import { scopeOfRuntime } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { type IncomingMessage, type IncomingStatus, intakeOf } from "../../runtime/index.ts";
import { setTemplateStatus } from "../templates/index.ts";
import { ConnectionDirectory, type OpenConnection } from "./connection-directory.ts";
import { hmac } from "./hmac.ts";
import { eventRouter } from "./route-events.ts";

/** A provider's call: what it says is believed only when the connection's secret signed it. */
export interface WebhookCall {
  channel: string;
  connectionId: string;
  body: Uint8Array;
  header: (name: string) => string | undefined;
}

/**
 * Takes a webhook in. Resolves when everything it says is kept; until then the provider must not hear "200", because it
 * would not tell us again.
 * @throws AppError not_found, bad_signature, malformed_json
 */
export async function receive(deps: Deps, call: WebhookCall): Promise<void> {
  const channel = channels.get(call.channel);
  if (!channel) throw new AppError("not_found");
  const directory = directoryOf(deps);
  const connection = await verified(directory, channel, call);
  const intake = intakeOf(deps);
  const targetOf = eventRouter({ directory, channel, call, connection });
  let unproven = false;
  let messages: IncomingMessage[] = [];
  const statuses: IncomingStatus[] = [];
  for (const event of channel.parse(parsed(call.body))) {
    if (event.type === "ignored") {
      deps.logger.debug("webhook event ignored", { connectionId: connection.id, kind: event.kind });
      continue;
    }
    const target = await targetOf(event);
    if (target === "unproven") unproven = true;
    if (target === "unproven" || target === "nobody") continue;
    const { workspaceId, id: connectionId } = target;
    if (event.type === "message") messages.push(incoming(target, event));
    else if (event.type === "status") statuses.push(statusOf(target, event));
    else if (event.type === "identity-changed") {
      // The order counts: what was written before belongs to who it was then.
      await intake.takeMessages(messages);
      messages = [];
      const { key, before, after } = event;
      await intake.changePerson({ workspaceId, connectionId, channel: channel.type, key, before, after });
    } else {
      await setTemplateStatus(scopeOfRuntime(deps.db, workspaceId), { connectionId, ...event });
      deps.signals.emit("changes");
    }
  }
  await Promise.all([intake.takeMessages(messages), intake.takeStatuses(statuses)]);
  // Only now: what is proven does not wait for what is not, and keeping it again changes nothing.
  if (unproven) throw new AppError("bad_signature");
}

const incoming = (
  { workspaceId, id: connectionId, channel }: OpenConnection,
  event: Extract<ChannelEvent, { type: "message" }>,
): IncomingMessage => ({
  workspaceId,
  connectionId,
  channel,
  key: event.key,
  from: event.from,
  writtenAt: Math.min(event.at ?? Date.now(), Date.now()),
  body: {
    content: event.content as unknown as Json,
    providerMessageId: event.providerMessageId,
    replyTo: event.replyTo,
  },
});

const statusOf = (
  { workspaceId, id: connectionId }: OpenConnection,
  event: Extract<ChannelEvent, { type: "status" }>,
): IncomingStatus => ({
  workspaceId,
  connectionId,
  key: event.key,
  body: {
    status: event.status,
    providerMessageId: event.providerMessageId,
    part: event.part,
    delivery: event.deliveryId !== null && uuid.test(event.deliveryId) ? event.deliveryId : null,
    error: event.error && {
      code: event.error.code,
      detail: event.error.detail,
    },
    alert: event.error?.action === "alert" ? (event.error.detail ?? event.error.code) : null,
  },
});

/** The answer to a provider that asks whether this address is ours; null: refuse. */
export async function challenge(
  deps: Deps,
  { channel: type, connectionId, query }: { channel: string; connectionId: string; query: Record<string, string> },
): Promise<string | null> {
  const connection = await directoryOf(deps).byId(connectionId, { fresh: true });
  const channel = channels.get(type);
  return connection?.channel === type && channel ? channel.challenge(query, connection.secrets) : null;
}

async function verified(directory: ConnectionDirectory, channel: Channel, call: WebhookCall): Promise<OpenConnection> {
  for (const fresh of [false, true]) {
    const connection = await directory.byId(call.connectionId, { fresh });
    if (connection?.channel === channel.type && channel.verify(call, connection.secrets, hmac)) return connection;
    // A secret that was just changed is not yet known here: look once more before refusing.
    if (fresh && !connection) throw new AppError("not_found");
  }
  throw new AppError("bad_signature");
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body)) as unknown;
  } catch {
    throw new AppError("malformed_json");
  }
}

function directoryOf(deps: Deps): ConnectionDirectory {
  const known = directories.get(deps) ?? new ConnectionDirectory(deps);
  directories.set(deps, known);
  return known;
}

const utf8 = new TextDecoder();
const directories = new WeakMap<Deps, ConnectionDirectory>();
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
