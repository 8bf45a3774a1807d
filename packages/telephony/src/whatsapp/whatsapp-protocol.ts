/** What is sent to `POST /<phone number id>/calls` of the WhatsApp Business Calling API. */
export type WhatsAppAction =
  | { action: "connect"; to: string; session: WhatsAppSession; biz_opaque_callback_data?: string }
  | { action: "pre_accept" | "accept"; call_id: string; session: WhatsAppSession }
  | { action: "reject" | "terminate"; call_id: string };

export type WhatsAppSession = { sdp_type: "offer" | "answer"; sdp: string };

/** One entry of `calls[]` or `statuses[]` in a webhook of field `calls`, as far as it is understood. */
export type WhatsAppCallEvent =
  | {
      kind: "connect";
      id: string;
      from: string;
      to: string;
      incoming: boolean;
      session: WhatsAppSession;
      payload?: string;
    }
  | { kind: "status"; id: string; status: "ringing" | "accepted" | "rejected" }
  | { kind: "terminate"; id: string; failed: boolean; seconds?: number };

/**
 * Reads the `value` of a webhook change of field `calls`. Entries that are not understood are left out: the service
 * adds fields and events without notice, and its samples differ in case and shape.
 */
export function readWhatsAppCalls(value: unknown): WhatsAppCallEvent[] {
  const { calls, statuses } = isRecord(value) ? value : {};
  const events = [...list(calls).map(readCall), ...list(statuses).map(readStatus)];
  return events.filter((event) => event !== undefined);
}

function readCall(call: Record<string, unknown>): WhatsAppCallEvent | undefined {
  const id = text(call.id);
  const event = text(call.event).toLowerCase();
  if (id === "") return undefined;
  if (event === "terminate") {
    const seconds = Number(call.duration ?? Number.NaN);
    // The status comes as a text or as a list of one.
    const failed = String(call.status).toUpperCase() === "FAILED";
    return { kind: "terminate", id, failed, ...(Number.isFinite(seconds) ? { seconds } : {}) };
  }
  const session = isRecord(call.session) ? call.session : {};
  const type = text(session.sdp_type).toLowerCase();
  if (event !== "connect" || (type !== "offer" && type !== "answer")) return undefined;
  const direction = text(call.direction).toUpperCase();
  const payload = text(call.deeplink_payload) || text(call.cta_payload);
  return {
    kind: "connect",
    id,
    from: text(call.from) || text(call.from_user_id),
    to: text(call.to),
    // Where the direction is not told, only a call of ours is answered by the service.
    incoming: direction === "USER_INITIATED" || (direction !== "BUSINESS_INITIATED" && type === "offer"),
    session: { sdp_type: type, sdp: text(session.sdp) },
    ...(payload === "" ? {} : { payload }),
  };
}

function readStatus(entry: Record<string, unknown>): WhatsAppCallEvent | undefined {
  const [id, status] = [text(entry.id), text(entry.status).toLowerCase()];
  const isCall = text(entry.type) === "call";
  if (!isCall || (status !== "ringing" && status !== "accepted" && status !== "rejected")) return undefined;
  return { kind: "status", id, status };
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
