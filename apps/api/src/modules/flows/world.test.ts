import { builtInRegistry } from "@prosa/flow-nodes";
import { type FlowDocument, type Issue, type ValidationContext, validateFlow } from "@prosa/flow-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp, type TestWorkspace } from "../../platform/testing/test-app.ts";
import { drawing, end, start, text } from "../../runtime/testing/talk.ts";
import { setTemplateStatus } from "../templates/index.ts";

let t: TestApp;
let ws: TestWorkspace;
let connection: string;
beforeAll(async () => {
  t = await createTestApp();
  ws = await t.workspace();
  connection = (await post<{ id: string }>("./connections/standin", { name: "Simulador" })).id;
});
afterAll(() => t.close());

async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await ws.admin.request("POST", path, body);
  return (await response.json()) as Answer;
}
const make = async (name: string, document: FlowDocument) =>
  (await post<{ id: string }>("./flows", { name, document })).id;

/** What whoever draws finds by themselves, with nothing but the API and the node types. */
async function foundByDrawer(flow: string, document: FlowDocument): Promise<Issue[]> {
  const response = await ws.agent.request("GET", `./flows/${flow}/world`);
  const world = (await response.json()) as Omit<ValidationContext, "registry">;
  return validateFlow(document, { ...world, registry: builtInRegistry });
}

const calls = (flow: string) => ({ type: "run-flow", config: { flow } });
const sends = (template: string, values: number) => ({
  type: "template-message",
  config: {
    name: template,
    language: "pt_BR",
    preview: "",
    parameters: Object.fromEntries(
      Array.from({ length: values }, (_, place) => [`p${place}`, { component: "body", value: "x", order: place }]),
    ),
  },
});
/** One node after another, each by its main exit. */
const inARow = (nodes: Parameters<typeof drawing>[0]) =>
  drawing(
    { start: start(), ...nodes, end: end() },
    Object.fromEntries(
      ["start", ...Object.keys(nodes)].map((id, at, ids) => [`${id}:next`, ids[at + 1] ?? "end"] as const),
    ),
  );

test("whoever draws finds exactly what publishing refuses: templates, flows that run one another, queues, secrets", async () => {
  expect((await ws.agent.request("GET", `./connections/${connection}/templates`)).status).toBe(200);
  const draft = await make("Só rascunho", inARow({ hello: text("Olá") }));
  const flow = await make("Principal", inARow({ hello: text("Olá") }));
  const caller = await make("Chama o principal", inARow({ call: calls(flow) }));
  await post(`./flows/${flow}/versions`, {});
  await post(`./flows/${caller}/versions`, {});
  const document = inARow({
    missing: sends("nao_existe", 0),
    short: sends("lembrete_consulta", 1),
    right: sends("lembrete_consulta", 2),
    itself: calls(flow),
    around: calls(caller),
    unpublished: calls(draft),
    gone: calls("00000000-0000-4000-8000-000000000000"),
    secret: text("{{secret.token}}"),
    queue: { type: "transfer", config: { queue: "00000000-0000-4000-8000-000000000000", note: "" } },
  });
  await ws.supervisor.request("PUT", `./flows/${flow}/draft`, { document });
  const found = await foundByDrawer(flow, document);
  const refused = await post<{ issues: Issue[] }>(`./flows/${flow}/versions`, {});
  expect(refused.issues).toEqual(found);
  const errors = found.filter(({ severity }) => severity === "error").map(({ node, code }) => `${node} ${code}`);
  expect(errors.toSorted()).toEqual([
    "around flow-calls-itself",
    "end unreachable-node",
    "gone unknown-flow",
    "itself flow-calls-itself",
    "missing invalid-setting",
    "queue unknown-queue",
    "secret secret-outside-http",
    "short invalid-setting",
    "unpublished unpublished-flow",
  ]);
});

test("a template that is refused later is said to whoever draws, and the change is announced", async () => {
  const document = inARow({ right: sends("lembrete_consulta", 2) });
  const flow = await make("Lembrete", document);
  const errors = async () => (await foundByDrawer(flow, document)).filter(({ severity }) => severity === "error");
  expect(await errors()).toEqual([]);
  const news = { connectionId: connection, name: "lembrete_consulta", language: "pt_BR", status: "PAUSED" };
  await setTemplateStatus(ws.scope, news);
  expect(await errors()).toMatchObject([
    { node: "right", code: "invalid-setting", params: { template: "lembrete_consulta", status: "PAUSED" } },
  ]);
  const changed = await t.database.sql`select key from changes where topic = 'templates' order by at desc limit 1`;
  expect(changed).toMatchObject([{ key: connection }]);
});
