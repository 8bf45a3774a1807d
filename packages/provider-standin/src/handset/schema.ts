import { z } from "zod";

/** A number of a business that customers can write to. */
export const handsetNumber = z.object({
  phoneNumberId: z.string(),
  name: z.string(),
  displayPhone: z.string(),
});
export type HandsetNumber = z.infer<typeof handsetNumber>;

export const handsetCustomer = z.object({
  id: z.string(),
  name: z.string(),
  /** Digits in E.164; null: this customer hides the number behind a user name. */
  phone: z.string().nullable(),
  /** The business-scoped user id by which the business knows the customer. */
  userId: z.string(),
  username: z.string().nullable(),
  /** Messages from the business that were not looked at. */
  unread: z.number().int(),
  lastMessage: z.object({ text: z.string(), at: z.number(), direction: z.enum(["in", "out"]) }).nullable(),
  /** Until when the business may write freely (ms since 1970); null: only templates. */
  windowClosesAt: z.number().nullable(),
});
export type HandsetCustomer = z.infer<typeof handsetCustomer>;

const media = z.object({
  /** Relative to the address the handset routes are mounted at; null for a link that the business sent. */
  url: z.string().nullable(),
  /** The business's own address, when it sent a link instead of an upload. Not fetched. */
  link: z.string().nullable(),
  mimeType: z.string(),
  filename: z.string().nullable(),
  /** Bytes. */
  size: z.number().int().nullable(),
  voice: z.boolean(),
});

export const handsetKinds = [
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  /** Buttons under a text. */
  "buttons",
  /** A list that opens. */
  "list",
  "template",
  /** The customer tapped a button or a row: `text` is its title. */
  "tap",
] as const;

/** One bubble on the customer's phone. `direction` as the business sees it: `in` is what the customer wrote. */
export const handsetMessage = z.object({
  id: z.string(),
  direction: z.enum(["in", "out"]),
  kind: z.enum(handsetKinds),
  /** In ms since 1970. */
  at: z.number(),
  /** Body, caption, title of what was tapped. WhatsApp's formatting marks are in it: `*bold*`, `_italic_`. */
  text: z.string().nullable(),
  header: z.object({ text: z.string().nullable(), media: media.nullable() }).nullable(),
  footer: z.string().nullable(),
  media: media.nullable(),
  buttons: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** `reply` is tapped with `{type: "tap"}`; the others do something on the phone. */
      action: z.enum(["reply", "url", "phone", "copy"]),
      /** Address, number or code of those others. */
      value: z.string().nullable(),
    }),
  ),
  list: z
    .object({
      button: z.string(),
      sections: z.array(
        z.object({
          title: z.string().nullable(),
          rows: z.array(z.object({ id: z.string(), title: z.string(), description: z.string().nullable() })),
        }),
      ),
    })
    .nullable(),
  location: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().nullable(),
      address: z.string().nullable(),
    })
    .nullable(),
  contacts: z.array(z.object({ name: z.string(), phones: z.array(z.string()) })),
  /** The id of the message this one quotes. */
  replyTo: z.string().nullable(),
  /** Emoji put on this message, by whom. */
  reactions: z.object({ in: z.string().nullable(), out: z.string().nullable() }),
  /**
   * The ticks. Of an `in` message: `sent` (one grey), `delivered` (our server took the webhook: two grey), `read` (two blue).
   * Of an `out` message: what the business was told so far.
   */
  status: z.enum(["sent", "delivered", "read", "played", "failed"]),
});
export type HandsetMessage = z.infer<typeof handsetMessage>;

export const numberList = z.object({ items: z.array(handsetNumber) });
export const customerList = z.object({ items: z.array(handsetCustomer) });
/** Oldest first: the newest `limit` messages before `before`. */
export const messageList = z.object({
  customer: handsetCustomer,
  items: z.array(handsetMessage),
  hasEarlier: z.boolean(),
});
export const messageQuery = z.object({
  before: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Leave the phone out for a customer who hides it. */
export const newCustomer = z.object({
  name: z.string().trim().min(1, "Give the customer a name").max(80),
  phone: z
    .string()
    .transform((text) => text.replaceAll(/[\s().+-]/g, ""))
    .pipe(z.string().regex(/^[1-9]\d{7,14}$/, "Write the number with country and area code, digits only"))
    .nullish(),
  username: z
    .string()
    .regex(/^[a-z0-9._]{3,30}$/, "A user name has 3 to 30 small letters, digits, dots or underscores")
    .nullish(),
});
export type NewCustomer = z.infer<typeof newCustomer>;

const replyTo = z.string().max(200).optional();
/** What the customer does, except for sending files. */
export const customerAction = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("text"),
    text: z.string().min(1).max(4096),
    replyTo,
    /** When it was written (ms since 1970), for one that reaches the business late. */
    at: z.number().int().positive().optional(),
  }),
  /** A reply button, a row of a list, or a quick reply of a template, by its id in that message. */
  z.object({ type: z.literal("tap"), messageId: z.string().max(200), optionId: z.string().max(300) }),
  z.object({
    type: z.literal("location"),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().max(1000).optional(),
    address: z.string().max(1000).optional(),
  }),
  z.object({
    type: z.literal("contacts"),
    contacts: z
      .array(z.object({ name: z.string().min(1).max(200), phones: z.array(z.string().max(40)).max(10) }))
      .min(1)
      .max(5),
  }),
  /** null takes the reaction back. */
  z.object({
    type: z.literal("reaction"),
    messageId: z.string().max(200),
    emoji: z.string().min(1).max(20).nullable(),
  }),
]);
export type CustomerAction = z.infer<typeof customerAction>;

export const fileKinds = ["image", "video", "audio", "document", "sticker"] as const;
/** The texts of the multipart form beside `file`. */
export const fileFields = z.object({
  kind: z.enum(fileKinds),
  caption: z.string().max(1024).optional(),
  /** An audio recorded on the spot. */
  voice: z.enum(["true", "false"]).default("false"),
});

/** What the live stream says. */
export const handsetEvent = z.discriminatedUnion("type", [
  /** New or changed (ticks, reactions). */
  z.object({ type: z.literal("message"), customerId: z.string(), message: handsetMessage }),
  z.object({ type: z.literal("customer"), customer: handsetCustomer }),
  z.object({ type: z.literal("customer-removed"), customerId: z.string() }),
  /** The business is writing; show it for 25 s or until the next message. */
  z.object({ type: z.literal("typing"), customerId: z.string() }),
]);
export type HandsetEvent = z.infer<typeof handsetEvent>;
