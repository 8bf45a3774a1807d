import { z } from "@hono/zod-openapi";
import { inTransaction, type WorkspaceScope } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordChanges, renamed } from "../../platform/feed/queries.ts";
import type { Api } from "../../platform/http/api-env.ts";
import { json, jsonBody } from "../../platform/http/fields.ts";
import { memberOf, route } from "../../platform/http/route.ts";
import { AppError } from "../../platform/problem/app-error.ts";
import { type ContactRow, findContact, identitiesOf, listContacts, updateContact } from "./queries.ts";
import { Contact, ContactChanges, ContactList, ContactQuery } from "./schema.ts";

const path = "/api/v1/workspaces/{workspace}/contacts";
const params = z.object({ workspace: z.string() });
const one = params.extend({ contact: z.uuid() });
const tags = ["Contacts"];

export function register(api: Api, deps: Deps): void {
  api.openapi(
    route({
      method: "get",
      path,
      access: { role: "agent" },
      operationId: "listContacts",
      tags,
      summary: "List contacts",
      request: { params, query: ContactQuery },
      responses: { 200: json("Contacts, newest first", ContactList) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const { search, cursor, limit } = c.req.valid("query");
      const rows = await listContacts(scope, { search, after: cursor, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const nextCursor = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
      return c.json({ items: await wire(scope, page), nextCursor }, 200);
    },
  );
  api.openapi(
    route({
      method: "get",
      path: `${path}/{contact}`,
      access: { role: "agent" },
      operationId: "getContact",
      tags,
      summary: "Get a contact",
      request: { params: one },
      responses: { 200: json("The contact", Contact) },
    }),
    async (c) => c.json(await existing(memberOf(c).scope, c.req.valid("param").contact), 200),
  );
  api.openapi(
    route({
      method: "patch",
      path: `${path}/{contact}`,
      access: { role: "agent" },
      operationId: "changeContact",
      tags,
      summary: "Change a contact",
      request: { params: one, body: jsonBody(ContactChanges) },
      responses: { 200: json("The contact", Contact) },
    }),
    async (c) => {
      const { scope } = memberOf(c);
      const { id } = await existing(scope, c.req.valid("param").contact);
      const { name, email, language, tags: given, fields, addTags, removeTags } = c.req.valid("json");
      await inTransaction(scope, async (tx) => {
        await updateContact(tx, id, {
          ...(name !== undefined && { name }),
          ...(email !== undefined && { email }),
          ...(language !== undefined && { language }),
          ...(given !== undefined && { tags: [...new Set(given)].sort() }),
          fields,
          addTags,
          removeTags,
        });
        await recordChanges(tx, renamed("contacts"));
      });
      deps.signals.emit("changes");
      return c.json(await existing(scope, id), 200);
    },
  );
}

async function existing(scope: WorkspaceScope, id: string) {
  const row = await findContact(scope, id);
  const [contact] = row ? await wire(scope, [row]) : [];
  if (!contact) throw new AppError("not_found", "There is no such contact.");
  return contact;
}

async function wire(scope: WorkspaceScope, rows: ContactRow[]) {
  const addresses = await identitiesOf(
    scope,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, name, phone, email, language, tags: given, fields, createdAt }) => ({
    id,
    name,
    phone,
    email,
    language,
    tags: given,
    fields,
    identities: addresses
      .filter((identity) => identity.contactId === id)
      .map(({ channel, address }) => ({
        channel,
        address,
      })),
    createdAt: createdAt.toISOString(),
  }));
}
