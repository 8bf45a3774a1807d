import { type Context, Hono } from "hono";
import type { StandinAccount } from "../account.ts";
import type { Core } from "../core.ts";
import { advance } from "../customer/thread.ts";
import { acceptMessage } from "./accept-message.ts";
import { authorize } from "./authorize.ts";
import { invalid, type Json, textAt } from "./fields.ts";
import { GraphError, noSuchObject } from "./graph-error.ts";
import { deleteFile, describeFile, FileAddresses, registerFiles, uploadFile } from "./media-routes.ts";
import { createTemplate, deleteTemplates, listTemplates, publicTemplate, templatesOf } from "./templates.ts";
import { withTrouble } from "./trouble.ts";

/** The side of the Graph API: `/<version>/<object id>` and its edges. */
export function createGraph(core: Core): Hono {
  const app = new Hono();
  const addresses = new FileAddresses();
  app.onError((error, c) => {
    if (!(error instanceof GraphError)) throw error;
    return c.json(error.body(core.ids.trace()), error.status, {
      "www-authenticate": error.code === 190 ? 'OAuth "Facebook Platform" "invalid_token"' : "",
    });
  });
  registerFiles(app, core, addresses);

  const version = "/:version{v\\d+\\.\\d+}";
  app.post(`${version}/:id/messages`, async (c) => {
    const account = await numberOf(c, core, "post");
    const body = await jsonOf(c);
    if (body.status === "read") return c.json(markRead(core, body));
    return withTrouble(c, core, { body, accept: () => acceptMessage(core, account, body) });
  });
  app.post(`${version}/:id/media`, async (c) => uploadFile(c, core, await numberOf(c, core, "post")));
  app.get(`${version}/:id/message_templates`, async (c) => listTemplates(c, core, await businessOf(c, core)));
  app.post(`${version}/:id/message_templates`, async (c) => {
    const account = await businessOf(c, core);
    return c.json(createTemplate(core, account, await jsonOf(c)));
  });
  app.delete(`${version}/:id/message_templates`, async (c) =>
    c.json(deleteTemplates(core, await businessOf(c, core), c.req.query("name"))),
  );
  app.get(`${version}/:id`, async (c) => {
    const id = c.req.param("id");
    const file = core.state.file(id);
    if (file) {
      await fileOwner(c, core, file.phoneNumberId);
      return describeFile(c, core, { file, addresses });
    }
    const template = core.state.template(id);
    if (template) {
      authorize(c, (await core.accounts.byBusinessAccount(template.businessAccountId)) ?? nobody(id));
      return c.json(publicTemplate(template));
    }
    return c.json(describeNumber(await numberOf(c, core, "get")));
  });
  app.delete(`${version}/:id`, async (c) => {
    const file = core.state.file(c.req.param("id"));
    if (!file) throw noSuchObject(c.req.param("id"), "delete");
    await fileOwner(c, core, file.phoneNumberId);
    return deleteFile(c, core, file);
  });
  app.notFound((c) =>
    c.json(new GraphError(100, `Unknown path components: ${c.req.path}`).body(core.ids.trace()), 400),
  );
  return app;
}

async function numberOf(c: Context, core: Core, method: string): Promise<StandinAccount> {
  const id = c.req.param("id") ?? "";
  const account = await core.accounts.byNumber(id);
  if (!account) throw noSuchObject(id, method);
  authorize(c, account);
  // Messages by template are checked against the account's templates, the first ones included.
  templatesOf(core, account);
  return account;
}

async function businessOf(c: Context, core: Core): Promise<StandinAccount> {
  const id = c.req.param("id") ?? "";
  return authorize(c, (await core.accounts.byBusinessAccount(id)) ?? nobody(id));
}

async function fileOwner(c: Context, core: Core, phoneNumberId: string): Promise<StandinAccount> {
  return authorize(c, (await core.accounts.byNumber(phoneNumberId)) ?? nobody(phoneNumberId));
}

function nobody(id: string): never {
  throw noSuchObject(id);
}

async function jsonOf(c: Context): Promise<Json> {
  const body: unknown = await c.req.json().catch(() => null);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new GraphError(100, "The body is not a JSON object.");
  return body as Json;
}

/** The customer sees blue ticks, and `typing` where an answer is on its way. */
function markRead(core: Core, body: Json) {
  if (body.messaging_product !== "whatsapp") throw new GraphError(100, "The parameter messaging_product is required.");
  const id = textAt(body, "message_id", { path: "message_id", max: 512 });
  const found = core.state.message(id);
  if (found?.message.direction !== "in") throw invalid("message_id", "names no message that a customer sent");
  advance(core, id, "read");
  const customer = core.state.customer(found.customerId);
  if (customer && body.typing_indicator !== undefined)
    core.changed(customer.phoneNumberId, { type: "typing", customerId: customer.id });
  return { success: true };
}

const describeNumber = (account: StandinAccount) => ({
  id: account.phoneNumberId,
  display_phone_number: account.displayPhone,
  verified_name: account.name,
  quality_rating: "GREEN",
});
