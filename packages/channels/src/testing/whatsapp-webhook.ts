/** Payloads as Meta sends them, for tests. */
export const phoneNumberId = "106540352242922";
export const businessAccountId = "102290129340398";

export const webhook = (value: Record<string, unknown>, field = "messages") => ({
  object: "whatsapp_business_account",
  entry: [{ id: businessAccountId, changes: [{ field, value: { messaging_product: "whatsapp", ...value } }] }],
});

const metadata = { display_phone_number: "15550783881", phone_number_id: phoneNumberId };

/** Messages of one customer who has a phone number, a user id and a name. */
export const inbound = (...messages: Array<Record<string, unknown>>) =>
  webhook({
    metadata,
    contacts: [
      { profile: { name: "Ana", username: "ana" }, wa_id: "553187654321", user_id: "BR.13491208655302741918" },
    ],
    messages: messages.map((message, index) => ({
      from: "553187654321",
      from_user_id: "BR.13491208655302741918",
      id: `wamid.${index}`,
      timestamp: "1749416383",
      ...message,
    })),
  });

export const statuses = (...items: Array<Record<string, unknown>>) =>
  webhook({
    metadata,
    statuses: items.map((item) => ({
      id: "wamid.out",
      timestamp: "1749416390",
      recipient_id: "553187654321",
      ...item,
    })),
  });
