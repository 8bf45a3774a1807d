import { mediaOf, type SortedError } from "@prosa/channels";
import type { ChannelAccess } from "../../modules/connections/index.ts";
import type { RuntimeSettings } from "../settings.ts";
import type { ClaimedDelivery, ConnectionTrouble, DeliveryOutcome } from "./delivery.ts";

/** What sending needs beside the message. */
export interface Sending {
  access: ChannelAccess;
  settings: RuntimeSettings;
  now: () => number;
  /** The provider's id of a file, uploaded when it has none yet. */
  upload(hash: string, filename: string | undefined): Promise<{ id: string } | { error: SortedError }>;
  /** Remembers how many requests the message takes, before the first is sent. */
  setParts(parts: number): Promise<void>;
}

export interface Sent {
  outcome: DeliveryOutcome;
  trouble?: ConnectionTrouble;
}

/** Hands one message to its provider. Never sends again what nobody knows the fate of. */
export async function sendDelivery(delivery: ClaimedDelivery, sending: Sending): Promise<Sent> {
  const { access, now } = sending;
  const { partsDone } = delivery;
  const { capabilities, type } = access.channel;
  const failed = (code: string, detail: string | null = null): Sent => ({
    outcome: { out: "failed", partsDone, code, detail },
  });
  const to = delivery.addresses?.find(({ channel }) => channel === type)?.address;
  if (to === undefined) return failed("unreachable", "The contact has no address on this channel.");
  if (delivery.content.type !== "template" && windowIsShut(delivery, capabilities.windowMs, now()))
    return failed("window-shut");
  const mediaIds: Record<string, string> = {};
  for (const media of mediaOf(delivery.content)) {
    const uploaded = await sending.upload(media.hash, media.filename);
    if ("error" in uploaded) return refused(delivery, sending, uploaded.error);
    mediaIds[media.hash] = uploaded.id;
  }
  const rendered = access.channel.render(delivery.content, { to, deliveryId: delivery.id, mediaIds });
  if (!rendered.ok) return failed(rendered.code, rendered.detail);
  const { requests } = rendered;
  if (requests.length !== delivery.parts) await sending.setParts(requests.length);
  let last = "";
  for (let part = partsDone; part < requests.length; part++) {
    const request = requests[part] as (typeof requests)[number];
    const { connection, fetch } = access;
    // Whatever is thrown from here on, the provider may have it.
    const result = await access.channel
      .send({ request, connection, fetch })
      .catch((error: unknown) => ({ unknown: String(error) }));
    if ("providerMessageId" in result) last = result.providerMessageId;
    else if ("unknown" in result) return { outcome: { out: "uncertain", partsDone: part } };
    else return refused({ ...delivery, partsDone: part }, sending, result.error);
  }
  return { outcome: { out: "sent", partsDone: requests.length, providerMessageId: last } };
}

function windowIsShut({ inbound }: ClaimedDelivery, windowMs: number | null, now: number): boolean {
  return windowMs !== null && (inbound === null || inbound + windowMs <= now);
}

/** What a provider's error means for the message and for its connection (packages/channels sorts them). */
function refused({ attempt, partsDone }: ClaimedDelivery, { settings, now }: Sending, error: SortedError): Sent {
  const { action, code, detail } = error;
  // Full jitter over the upper half: retries of many messages do not come back together.
  const backoff = Math.min(settings.retryMs * 2 ** Math.min(attempt - 1, 12), maxBackoff) * (0.5 + Math.random() / 2);
  if (action === "alert") {
    const trouble = { kind: "attention" as const, detail: detail ?? code };
    return { outcome: { out: "retry", at: now(), free: true, partsDone }, trouble };
  }
  if (action === "throttle") {
    const until = now() + Math.max(backoff, settings.retryMs * 2);
    const outcome = { out: "retry" as const, at: until, free: true, partsDone };
    return error.scope === "connection" ? { outcome, trouble: { kind: "pause", until } } : { outcome };
  }
  if (action === "retry" && attempt < settings.attempts)
    return { outcome: { out: "retry", at: now() + backoff, partsDone } };
  return { outcome: { out: "failed", partsDone, code, detail } };
}

const maxBackoff = 5 * 60_000;
