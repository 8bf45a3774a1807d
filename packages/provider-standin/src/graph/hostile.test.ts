import { expect, it } from "vitest";
import { account, newCustomerOf, startBusiness } from "../testing/business.ts";

const common = { messaging_product: "whatsapp", to: "553187654321", context: { message_id: "wamid.x" } };
const bodies = [
  { ...common, type: "text", text: { body: "Oi" } },
  { ...common, type: "image", image: { link: "https://a/b", caption: "c" } },
  { ...common, type: "location", location: { latitude: 1, longitude: 2 } },
  { ...common, type: "contacts", contacts: [{ name: { formatted_name: "Bia" }, phones: [{ phone: "1" }] }] },
  { ...common, type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } },
  {
    ...common,
    type: "interactive",
    interactive: {
      type: "list",
      header: { type: "text", text: "h" },
      body: { text: "b" },
      footer: { text: "f" },
      action: { button: "Ver", sections: [{ rows: [{ id: "a", title: "A", description: "d" }] }] },
    },
  },
  {
    ...common,
    type: "template",
    template: {
      name: "lembrete_consulta",
      language: { code: "pt_BR" },
      components: [
        {
          type: "body",
          parameters: [
            { type: "text", text: "Ana" },
            { type: "text", text: "hoje" },
          ],
        },
      ],
    },
  },
  { messaging_product: "whatsapp", status: "read", message_id: "wamid.x", typing_indicator: { type: "text" } },
];
const junk: unknown[] = [null, 0, -1, true, "", " ", "__proto__", "x".repeat(5000), [], [null], {}, { toString: 1 }];

/** The value with each part of it replaced in turn. */
function mutilations(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return junk;
  return Object.entries(value).flatMap(([key, part]) =>
    [...junk, undefined, ...mutilations(part)].map((other) =>
      Array.isArray(value)
        ? value.map((item, index) => (String(index) === key ? other : (item as unknown)))
        : { ...value, [key]: other },
    ),
  );
}

it("answers every body with a yes or one of Graph's errors, whatever is in it", async () => {
  const business = await startBusiness({ rules: { window: false } });
  await newCustomerOf(business);
  const answers = new Set<number>();
  for (const body of [...junk, ...bodies.flatMap(mutilations)]) answers.add((await business.post(body)).status);
  expect(answers).toEqual(new Set([200, 400]));
  await business.standin.close();
});

it("answers bodies that are no JSON, and addresses that are not there", async () => {
  const business = await startBusiness();
  const headers = { authorization: `Bearer ${account.token}` };
  const statusOf = async (path: string, body?: string) =>
    (
      await business.standin.graph.request(path, {
        method: body === undefined ? "GET" : "POST",
        headers,
        ...(body !== undefined && { body }),
      })
    ).status;
  expect(await statusOf(`/v23.0/${account.phoneNumberId}/messages`, "{")).toBe(400);
  expect(await statusOf(`/v23.0/${account.phoneNumberId}/media`, "no form")).toBe(400);
  expect(await statusOf("/v23.0/1/nothing")).toBe(400);
  expect(await statusOf("/files/unknown")).toBe(404);
  await business.standin.close();
});
