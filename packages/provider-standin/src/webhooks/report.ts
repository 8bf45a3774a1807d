import type { StandinAccount } from "../account.ts";
import type { Core } from "../core.ts";
import type { StoredCustomer } from "../state/store.ts";

/** Tells the business what a customer wrote: Meta's envelope of one message. */
export function reportMessage(
  core: Core,
  {
    account,
    customer,
    id,
    at,
    message,
  }: { account: StandinAccount; customer: StoredCustomer; id: string; at: number; message: Record<string, unknown> },
): void {
  const profile = { name: customer.name, ...(customer.username !== null && { username: customer.username }) };
  const phone = customer.phone;
  report(core, {
    customer,
    messageId: id,
    value: {
      messaging_product: "whatsapp",
      metadata: metadataOf(account),
      contacts: [{ profile, ...(phone !== null && { wa_id: phone }), user_id: customer.userId }],
      messages: [
        {
          ...(phone !== null && { from: phone }),
          from_user_id: customer.userId,
          id,
          timestamp: String(Math.floor(at / 1000)),
          ...message,
        },
      ],
    },
  });
}

export interface StatusReport {
  account: StandinAccount;
  customer: StoredCustomer;
  messageId: string;
  status: "sent" | "delivered" | "read" | "played" | "failed";
  callbackData: string | null;
  error?: { code: number; title: string; details: string };
}

/** Tells the business what became of its message. */
export function reportStatus(
  core: Core,
  { account, customer, messageId, status, callbackData, error }: StatusReport,
): void {
  report(core, {
    customer,
    messageId: null,
    value: {
      messaging_product: "whatsapp",
      metadata: metadataOf(account),
      statuses: [
        {
          id: messageId,
          status,
          timestamp: String(Math.floor(core.clock() / 1000)),
          ...(customer.phone !== null && { recipient_id: customer.phone }),
          recipient_user_id: customer.userId,
          ...(callbackData !== null && { biz_opaque_callback_data: callbackData }),
          ...(error && {
            errors: [
              { code: error.code, title: error.title, message: error.title, error_data: { details: error.details } },
            ],
          }),
        },
      ],
    },
  });
}

const metadataOf = (account: StandinAccount) => ({
  display_phone_number: account.displayPhone.replaceAll(/\D/g, ""),
  phone_number_id: account.phoneNumberId,
});

function report(
  core: Core,
  {
    customer,
    messageId,
    value,
  }: { customer: StoredCustomer; messageId: string | null; value: Record<string, unknown> },
): void {
  core.webhooks.enqueue({
    id: core.ids.token(),
    lane: customer.id,
    phoneNumberId: customer.phoneNumberId,
    field: "messages",
    value,
    messageId,
    at: core.clock(),
  });
}
