import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { account, type Business, newCustomerOf, startBusiness } from "../testing/business.ts";

let now = Date.UTC(2026, 10, 21);
let business: Business;
let customer: { id: string };
const to = "553187654321";

beforeEach(async () => {
  now = Date.UTC(2026, 10, 21);
  business = await startBusiness({ clock: () => now, rules: { pairRate: true } });
  customer = await newCustomerOf(business);
  await says("Oi");
});
afterEach(() => business.standin.close());

const says = (text: string) => business.handset("POST", `customers/${customer.id}/messages`, { type: "text", text });
const message = (fields: Record<string, unknown>) => ({
  messaging_product: "whatsapp",
  recipient_type: "individual",
  to,
  ...fields,
});
const text = (body: unknown) => message({ type: "text", text: { body } });
const interactive = (fields: Record<string, unknown>) =>
  message({
    type: "interactive",
    interactive: { type: "button", body: { text: "b" }, action: { buttons: [button()] }, ...fields },
  });
const button = (reply: Record<string, unknown> = {}) => ({ type: "reply", reply: { id: "a", title: "A", ...reply } });
const rows = (count: number, row: Record<string, unknown> = {}) =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, title: `R${index}`, ...row }));
const list = (sections: unknown[], fields: Record<string, unknown> = {}) =>
  interactive({ type: "list", action: { button: "Ver", sections }, ...fields });
const template = (fields: Record<string, unknown>) =>
  message({ type: "template", template: { name: "lembrete_consulta", language: { code: "pt_BR" }, ...fields } });
const values = (...texts: string[]) => ({
  type: "body",
  parameters: texts.map((value) => ({ type: "text", text: value })),
});

/** `ok`, or Meta's code. */
async function codeOf(response: Response): Promise<number | "ok"> {
  const body = (await response.json()) as { error?: { code: number } };
  return body.error?.code ?? "ok";
}

describe("messages at and over each limit", () => {
  it.each<[string, unknown, number | "ok"]>([
    ["nothing", {}, 100],
    ["another product", { ...text("a"), messaging_product: "sms" }, 100],
    ["no recipient", { ...text("a"), to: undefined }, 131008],
    ["a recipient that is no number", { ...text("a"), to: "abc" }, 131009],
    ["a user id that nobody has", { ...text("a"), to: undefined, recipient: "BR.123" }, 131026],
    ["a group", { ...text("a"), recipient_type: "group" }, 131009],
    ["an unknown type", message({ type: "hologram" }), 131051],
    ["callback data of 512", { ...text("a"), biz_opaque_callback_data: "a".repeat(512) }, "ok"],
    ["callback data of 513", { ...text("a"), biz_opaque_callback_data: "a".repeat(513) }, 131009],
    ["a text of 4096", text("a".repeat(4096)), "ok"],
    ["a text of 4097", text("a".repeat(4097)), 131009],
    ["an empty text", text(""), 131008],
    ["a text that is a number", text(7), 131009],
    ["an unknown field", message({ type: "text", text: { body: "a", bold: true } }), 100],
    ["media without id and link", message({ type: "image", image: { caption: "a" } }), 131009],
    ["media that is not there", message({ type: "image", image: { id: "123" } }), 131009],
    ["a caption on an audio", message({ type: "audio", audio: { link: "https://a/b", caption: "a" } }), 100],
    ["a caption of 1024", message({ type: "image", image: { link: "https://a/b", caption: "a".repeat(1024) } }), "ok"],
    [
      "a caption of 1025",
      message({ type: "image", image: { link: "https://a/b", caption: "a".repeat(1025) } }),
      131009,
    ],
    ["a place off the globe", message({ type: "location", location: { latitude: 91, longitude: 0 } }), 131009],
    ["a place", message({ type: "location", location: { latitude: "1.5", longitude: -2 } }), "ok"],
    ["a reaction to nothing", message({ type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } }), 131009],
    ["a contact without a name", message({ type: "contacts", contacts: [{ name: {} }] }), 131008],
    [
      "three buttons",
      interactive({ action: { buttons: ["a", "b", "c"].map((id) => button({ id, title: id })) } }),
      "ok",
    ],
    [
      "four buttons",
      interactive({ action: { buttons: ["a", "b", "c", "d"].map((id) => button({ id, title: id })) } }),
      131009,
    ],
    ["equal titles", interactive({ action: { buttons: [button({ id: "a" }), button({ id: "b" })] } }), 131009],
    ["a title of 20", interactive({ action: { buttons: [button({ title: "😀".repeat(20) })] } }), "ok"],
    ["a title of 21", interactive({ action: { buttons: [button({ title: "a".repeat(21) })] } }), 131009],
    ["a button id of 257", interactive({ action: { buttons: [button({ id: "a".repeat(257) })] } }), 131009],
    ["a body of 1025", interactive({ body: { text: "a".repeat(1025) } }), 131009],
    ["a header of 61", interactive({ header: { type: "text", text: "a".repeat(61) } }), 131009],
    ["a footer of 61", interactive({ footer: { text: "a".repeat(61) } }), 131009],
    ["ten rows", list([{ rows: rows(10) }]), "ok"],
    [
      "eleven rows in two sections",
      list([
        { title: "a", rows: rows(6) },
        { title: "b", rows: rows(5, {}).map((row) => ({ ...row, id: `x${row.id}` })) },
      ]),
      131009,
    ],
    ["two sections without a title", list([{ rows: rows(1) }, { rows: rows(1) }]), 131008],
    ["a row title of 25", list([{ rows: rows(1, { title: "a".repeat(25) }) }]), 131009],
    ["a row description of 73", list([{ rows: rows(1, { description: "a".repeat(73) }) }]), 131009],
    [
      "an image over a list",
      list([{ rows: rows(1) }], { header: { type: "image", image: { link: "https://a/b" } } }),
      131009,
    ],
    [
      "a link",
      interactive({
        type: "cta_url",
        action: { name: "cta_url", parameters: { display_text: "Abrir", url: "https://a/b" } },
      }),
      "ok",
    ],
    ["a location request", interactive({ type: "location_request_message", action: { name: "send_location" } }), "ok"],
    ["an unknown form", interactive({ type: "carousel" }), 131051],
    ["a template with its values", template({ components: [values("Ana", "hoje")] }), "ok"],
    ["a template that is not there", template({ name: "nada" }), 132001],
    ["a template in another language", template({ language: { code: "fr" } }), 132001],
    ["a value too few", template({ components: [values("Ana")] }), 132000],
    ["a value too many", template({ components: [values("Ana", "hoje", "b")] }), 132000],
    [
      "values of a header that is not there",
      template({ components: [values("Ana", "hoje"), { ...values("x"), type: "header" }] }),
      132000,
    ],
    ["a line break in a value", template({ components: [values("Ana\nB", "hoje")] }), 132018],
  ])("%s", async (_, body, expected) => {
    expect(await codeOf(await business.post(body))).toBe(expected);
  });
});

it("says of an unknown number what Graph says of any object it does not show", async () => {
  const response = await business.app.request("/standin/graph/v23.0/999/messages", { method: "POST", body: "{}" });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: 100, error_subcode: 33, type: "OAuthException" } });
});

it("refuses a wrong token with 401 and 190", async () => {
  const response = await business.post(text("a"), "another");
  expect([response.status, await codeOf(response)]).toEqual([401, 190]);
});

it("shuts the window 24 hours after the customer's last message, except for templates", async () => {
  now += 24 * 60 * 60 * 1000 - 1;
  expect(await codeOf(await business.post(text("a")))).toBe("ok");
  now += 1;
  expect(await codeOf(await business.post(text("a")))).toBe(131047);
  expect(await codeOf(await business.post(template({ components: [values("Ana", "hoje")] })))).toBe("ok");
  await says("Oi");
  expect(await codeOf(await business.post(text("a")))).toBe("ok");
});

it("counts the 24 hours from when a message was written, however late it came", async () => {
  const day = 24 * 60 * 60 * 1000;
  now += 2 * day;
  await business.handset("POST", `customers/${customer.id}/messages`, { type: "text", text: "Oi", at: now - day });
  expect(await codeOf(await business.post(text("a")))).toBe(131047);
  expect(business.heard.at(-1)).toMatchObject({ type: "message", at: now - day });
  await business.handset("POST", `customers/${customer.id}/messages`, { type: "text", text: "Oi", at: now + day });
  expect(business.heard.at(-1)).toMatchObject({ type: "message", at: now });
});

it("never lets a stranger be written to freely", async () => {
  expect(await codeOf(await business.post({ ...text("a"), to: "5511999990000" }))).toBe(131047);
});

it("lets 45 messages through to one customer at once, then one in six seconds", async () => {
  for (let index = 0; index < 45; index++) expect(await codeOf(await business.post(text("a")))).toBe("ok");
  const response = await business.post(text("a"));
  expect([response.status, await codeOf(response)]).toEqual([429, 131056]);
  now += 6000;
  expect(await codeOf(await business.post(text("a")))).toBe("ok");
  expect(await codeOf(await business.post(text("a")))).toBe(131056);
});

describe("files", () => {
  const authorization = `Bearer ${account.token}`;
  const upload = async (type: string, bytes: number) => {
    const form = new FormData();
    form.set("messaging_product", "whatsapp");
    form.set("file", new File([new Uint8Array(bytes)], "f", { type }));
    return business.app.request(`/standin/graph/v23.0/${account.phoneNumberId}/media`, {
      method: "POST",
      headers: { authorization },
      body: form,
    });
  };
  const idOf = async (response: Response) => ((await response.json()) as { id: string }).id;
  const get = (url: string, headers: Record<string, string> = { authorization }) =>
    business.app.request(url, { headers });

  it("are taken up to their kind's size and refused over it, or of another type", async () => {
    expect(await codeOf(await upload("image/png", 5 * 1024 * 1024))).toBe("ok");
    expect(await codeOf(await upload("image/png", 5 * 1024 * 1024 + 1))).toBe(131053);
    expect(await codeOf(await upload("image/png", 0))).toBe(131053);
    expect(await codeOf(await upload("image/gif", 1))).toBe(131053);
  });

  it("are refused as another kind than they are", async () => {
    const id = await idOf(await upload("application/pdf", 1));
    expect(await codeOf(await business.post(message({ type: "image", image: { id } })))).toBe(131053);
    expect(await codeOf(await business.post(message({ type: "document", document: { id } })))).toBe("ok");
  });

  it("have an address for five minutes, which wants the token too", async () => {
    const id = await idOf(await upload("image/png", 3));
    const { url } = (await (await get(`/standin/graph/v23.0/${id}`)).json()) as { url: string };
    expect((await get(url)).status).toBe(200);
    expect((await get(url, {})).status).toBe(401);
    now += 5 * 60 * 1000;
    expect((await get(url)).status).toBe(404);
  });

  it("are gone when deleted, after 30 days, and for other numbers", async () => {
    const [deleted, old] = [await idOf(await upload("image/png", 3)), await idOf(await upload("image/png", 3))];
    const path = `/standin/graph/v23.0/${deleted}`;
    expect(await codeOf(await get(`${path}?phone_number_id=999`))).toBe(100);
    expect(await (await business.app.request(path, { method: "DELETE", headers: { authorization } })).json()).toEqual({
      success: true,
    });
    expect(await codeOf(await get(path))).toBe(100);
    now += 30 * 24 * 60 * 60 * 1000;
    expect(await codeOf(await get(`/standin/graph/v23.0/${old}`))).toBe(100);
  });
});

describe("new templates", () => {
  const create = (fields: Record<string, unknown>) =>
    business.app.request(`/standin/graph/v23.0/${account.businessAccountId}/message_templates`, {
      method: "POST",
      headers: { authorization: `Bearer ${account.token}` },
      body: JSON.stringify({
        name: "novo",
        language: "pt_BR",
        category: "UTILITY",
        components: [{ type: "BODY", text: "Oi" }],
        ...fields,
      }),
    });
  const quick = (label = "Ok") => ({ type: "QUICK_REPLY", text: label });
  const link = { type: "URL", text: "Abrir", url: "https://a" };
  const withButtons = (...buttons: unknown[]) => ({
    components: [
      { type: "BODY", text: "Oi" },
      { type: "BUTTONS", buttons },
    ],
  });

  it.each<[string, Record<string, unknown>, number | "ok"]>([
    ["a body", {}, "ok"],
    ["a name with capitals", { name: "Novo" }, 100],
    ["an unknown category", { category: "SPAM" }, 100],
    ["no body", { components: [{ type: "FOOTER", text: "f" }] }, 131009],
    ["a body of 1025", { components: [{ type: "BODY", text: "a".repeat(1025) }] }, 131009],
    ["a value without example", { components: [{ type: "BODY", text: "Oi {{1}}" }] }, 131008],
    ["a name that is taken", { name: "lembrete_consulta" }, 100],
    ["quick replies together", withButtons(quick("a"), quick("b"), link), "ok"],
    ["quick replies apart", withButtons(quick("a"), link, quick("b")), 131009],
    ["three addresses", withButtons(link, link, link), 131009],
    ["a label of 26", withButtons(quick("a".repeat(26))), 131009],
  ])("%s", async (_, fields, expected) => {
    expect(await codeOf(await create(fields))).toBe(expected);
  });

  it("cannot be sent before they are approved", async () => {
    await create({});
    expect(await codeOf(await business.post(template({ name: "novo" })))).toBe(132001);
  });
});
