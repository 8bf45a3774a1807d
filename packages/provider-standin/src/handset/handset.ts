import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { z } from "zod";
import type { StandinAccount } from "../account.ts";
import type { Core } from "../core.ts";
import { act, type Sender } from "../customer/act.ts";
import { addCustomer, customerByPhone, customerView } from "../customer/customers.ts";
import { HandsetError } from "../customer/handset-error.ts";
import { listen, look } from "../customer/look.ts";
import { sendFile } from "../customer/send-file.ts";
import type { Standin } from "../standin.ts";
import { customerAction, fileFields, type HandsetEvent, messageQuery, newCustomer } from "./schema.ts";

export interface HandsetOptions {
  /** The numbers that whoever asks may see; sign-in and workspaces are the business of who mounts it. */
  numbersOf(c: Context): Promise<StandinAccount[]> | StandinAccount[];
  /** How often a comment keeps a stream open, ms. */
  heartbeatMs?: number;
}

/** The JSON routes of the handset; README.md lists them. Mount them behind a sign-in. */
export function createHandset(standin: Standin, options: HandsetOptions): Hono {
  const { core } = standin;
  const app = new Hono();
  app.onError((error, c) => {
    if (!(error instanceof HandsetError)) throw error;
    return c.json({ error: { code: error.code, message: error.message } }, statuses[error.code]);
  });
  const accountOf = async (c: Context): Promise<StandinAccount> => {
    const numbers = await options.numbersOf(c);
    const account = numbers.find(({ phoneNumberId }) => phoneNumberId === c.req.param("number"));
    if (!account) throw new HandsetError("not_found", "There is no such number.");
    return account;
  };
  const senderOf = async (c: Context): Promise<Sender> => {
    const account = await accountOf(c);
    const customer = core.state.customer(c.req.param("customer") ?? "");
    if (customer?.phoneNumberId !== account.phoneNumberId)
      throw new HandsetError("not_found", "There is no such customer.");
    return { account, customer };
  };
  const customers = "/numbers/:number/customers";

  app.get("/numbers", async (c) => {
    const numbers = await options.numbersOf(c);
    return c.json({
      items: numbers.map(({ phoneNumberId, name, displayPhone }) => ({ phoneNumberId, name, displayPhone })),
    });
  });
  app.get("/numbers/:number/events", async (c) => streamEvents(c, core, { account: await accountOf(c), ...options }));
  app.get("/numbers/:number/files/:file", async (c) => showFile(c, core, await accountOf(c)));
  app.get(customers, async (c) => {
    const { phoneNumberId } = await accountOf(c);
    return c.json({ items: core.state.customersOf(phoneNumberId).map((customer) => customerView(core, customer)) });
  });
  app.post(customers, async (c) => {
    const { phoneNumberId } = await accountOf(c);
    const input = valid(newCustomer, await c.req.json().catch(() => null));
    if (input.phone && customerByPhone(core, phoneNumberId, input.phone))
      throw new HandsetError("taken", "Another customer has this phone number.");
    return c.json(customerView(core, addCustomer(core, phoneNumberId, input)), 201);
  });
  app.delete(`${customers}/:customer`, async (c) => {
    const { customer } = await senderOf(c);
    core.state.removeCustomer(customer.id);
    core.changed(customer.phoneNumberId, { type: "customer-removed", customerId: customer.id });
    return c.body(null, 204);
  });
  app.get(`${customers}/:customer/messages`, async (c) => {
    const { customer } = await senderOf(c);
    const { before, limit } = valid(messageQuery, c.req.query());
    const thread = core.state.thread(customer.id);
    const end =
      before === undefined
        ? thread.length
        : Math.max(
            0,
            thread.findIndex(({ id }) => id === before),
          );
    const start = Math.max(0, end - limit);
    return c.json({ customer: customerView(core, customer), items: thread.slice(start, end), hasEarlier: start > 0 });
  });
  app.post(`${customers}/:customer/messages`, async (c) => {
    const sender = await senderOf(c);
    return c.json(act(core, sender, valid(customerAction, await c.req.json().catch(() => null))), 201);
  });
  app.post(`${customers}/:customer/files`, async (c) => {
    const sender = await senderOf(c);
    const form = await c.req.formData().catch(() => new FormData());
    const file = form.get("file");
    if (!(file instanceof File)) throw new HandsetError("invalid", "Send the file as `file` of a multipart form.");
    const fields = valid(fileFields, Object.fromEntries([...form].filter(([, value]) => typeof value === "string")));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { kind, caption = null, voice } = fields;
    const sent = await sendFile(core, sender, {
      kind,
      bytes,
      mimeType: file.type || "application/octet-stream",
      filename: file.name || null,
      caption,
      voice: voice === "true",
    });
    return c.json(sent, 201);
  });
  app.post(`${customers}/:customer/read`, async (c) => {
    look(core, await senderOf(c));
    return c.body(null, 204);
  });
  app.post(`${customers}/:customer/messages/:message/played`, async (c) => {
    listen(core, await senderOf(c), c.req.param("message"));
    return c.body(null, 204);
  });
  return app;
}

const statuses = { invalid: 400, not_found: 404, too_large: 413, taken: 409 } as const;

function valid<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HandsetError("invalid", issue ? `${issue.path.join(".")}: ${issue.message}` : "The input is not valid.");
}

async function showFile(c: Context, core: Core, account: StandinAccount): Promise<Response> {
  const file = core.state.file(c.req.param("file") ?? "");
  const bytes = file?.phoneNumberId === account.phoneNumberId ? await core.store.getFile(file.id) : null;
  if (!file || !bytes) throw new HandsetError("not_found", "The file is gone.");
  return c.body(bytes, 200, {
    "content-type": file.mimeType,
    "content-length": String(bytes.length),
    "x-content-type-options": "nosniff",
    // Whatever was sent as a document must not run as a page of ours.
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, max-age=3600",
  });
}

/** At most this many events wait for a slow browser; then it is cut off, and fetches all when it connects again. */
const backlog = 500;

function streamEvents(
  c: Context,
  core: Core,
  { account, heartbeatMs = 15_000 }: { account: StandinAccount; heartbeatMs?: number },
): Response {
  c.header("cache-control", "no-store");
  c.header("x-accel-buffering", "no");
  return streamSSE(c, async (stream) => {
    const waiting: HandsetEvent[] = [];
    let wake = () => {};
    let open = true;
    const end = () => {
      open = false;
      wake();
    };
    const leave = core.subscribe(account.phoneNumberId, (event) => {
      waiting.push(event);
      if (waiting.length > backlog) end();
      else wake();
    });
    stream.onAbort(end);
    await stream.write(": here\n\n");
    while (open && !stream.aborted) {
      for (let event = waiting.shift(); event; event = waiting.shift())
        await stream.writeSSE({ data: JSON.stringify(event) });
      if (!open) break;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, heartbeatMs);
        if (waiting.length > 0 || !open) resolve();
      });
      clearTimeout(timer);
      if (open && waiting.length === 0) await stream.write(": still here\n\n");
    }
    leave();
  });
}
