import type { Value } from "@prosa/flow-schema";
import { sql } from "drizzle-orm";
import { index, jsonb, primaryKey, snakeCase, text, timestamp, uuid } from "drizzle-orm/pg-core";

const instant = () => timestamp({ withTimezone: true });

/** A person, one row however many channels. */
export const contacts = snakeCase.table(
  "contacts",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    name: text(),
    /** Digits in E.164, without the plus sign. */
    phone: text(),
    email: text(),
    language: text(),
    tags: text().array().notNull().default(sql`'{}'`),
    /** Variables of scope `contact`. */
    fields: jsonb().$type<Record<string, Value>>().notNull().default(sql`'{}'`),
    /** This person turned out to be that one; kept so that old links lead on. */
    mergedInto: uuid(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index("contacts_phone_idx").on(t.workspaceId, t.phone)],
);

/** One address of a contact on a channel. `key` is canonical: whatever form a provider writes it in, it is the same key. */
export const identities = snakeCase.table(
  "identities",
  {
    workspaceId: uuid().notNull(),
    channel: text().notNull(),
    key: text().notNull(),
    contactId: uuid().notNull(),
    /** What the provider is given to reach it. */
    address: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.channel, t.key] }),
    index("identities_contact_idx").on(t.workspaceId, t.contactId),
  ],
);
