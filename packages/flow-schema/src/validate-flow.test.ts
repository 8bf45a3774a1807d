import { describe, expect, it } from "vitest";
import type { ChannelCapabilities } from "./capabilities.ts";
import { applyChanges } from "./changes/apply-changes.ts";
import { emptyDocument, type FlowDocument, type FlowNode } from "./document.ts";
import { testRegistry } from "./testing/test-nodes.ts";
import type { ValidationContext } from "./validate/validation-context.ts";
import { validateFlow } from "./validate-flow.ts";

const hour = 3_600_000;
const whatsapp: ChannelCapabilities = {
  type: "whatsapp",
  textLength: 40,
  buttons: null,
  list: null,
  media: {},
  windowMs: 24 * hour,
  templates: true,
  voice: false,
  reply: "push",
};
const world: ValidationContext = {
  registry: testRegistry,
  channels: [whatsapp],
  secrets: ["token"],
  queues: ["q1"],
  flows: {},
};

type Drawn = Record<string, [type: string, config?: FlowNode["config"]]>;

/** Nodes by id, edges as "from.port to"; the start node is always there. */
function draw(nodes: Drawn, ...edges: string[]): FlowDocument {
  const document = emptyDocument("chatbot", "pt-BR");
  for (const [id, [type, config = {}]] of Object.entries(nodes)) {
    document.nodes[id] = { type, version: 1, config, at: { x: 0, y: 0 } };
  }
  for (const edge of edges) {
    const [from = "", to = ""] = edge.split(" ");
    const [node = "", port = ""] = from.split(".");
    document.edges[`${node}:${port}`] = { from: [node, port], to };
  }
  return document;
}
const brief = (document: FlowDocument, context: Partial<ValidationContext> = {}) =>
  validateFlow(document, { ...world, ...context }).map(({ code, node, port, field }) =>
    [code, node, port ?? field].filter((part) => part !== undefined).join(" "),
  );
const options = { a: { title: "A", order: 1 } };

describe("a drawing", () => {
  it("that can work has nothing wrong with it", () => {
    const drawn = draw(
      { hi: ["say", { text: "Oi" }], ask: ["ask", { options }], bye: ["end"] },
      "start.next hi",
      "hi.next ask",
      "ask.a bye",
    );
    expect(brief(drawn)).toEqual([]);
  });

  it("has one start", () => {
    const { start, ...nodes } = emptyDocument("chatbot", "en").nodes;
    expect(brief({ ...draw({}), nodes })).toEqual(["no-start"]);
    expect(brief(draw({ again: ["start"], bye: ["end"] }, "start.next bye", "again.next bye"))).toEqual([
      "no-start again",
    ]);
    expect(start?.type).toBe("start");
  });

  it("has nothing that cannot be reached, and offers to remove what cannot", () => {
    const drawn = draw({ bye: ["end"], lost: ["say", { text: "x" }] }, "start.next bye");
    expect(brief(drawn)).toEqual(["unreachable-node lost"]);
    const [issue] = validateFlow(drawn, world);
    expect(brief(applyChanges(drawn, issue?.fix?.changes ?? []))).toEqual([]);
  });

  it("leads on from each option and main exit", () => {
    const drawn = draw({ hi: ["say", { text: "Oi" }], ask: ["ask", { options }] }, "start.next hi");
    expect(brief(drawn)).toEqual(["exit-leads-nowhere hi next", "unreachable-node ask"]);
  });

  it("warns of an open system exit, and offers to link it to people", () => {
    const drawn = draw(
      { get: ["fetch", { url: "https://a" }], bye: ["end"], desk: ["people"] },
      "start.next get",
      "get.ok bye",
    );
    const drawnWithDesk = { ...drawn, edges: { ...drawn.edges } };
    const issues = validateFlow(drawnWithDesk, world);
    expect(issues.at(-1)).toMatchObject({ code: "system-exit-open", severity: "warning", node: "get", port: "error" });
    expect(brief(applyChanges(drawn, issues.at(-1)?.fix?.changes ?? []))).toEqual([]);
  });

  it("has no edge from an exit or to a node that is gone", () => {
    const drawn = draw({ bye: ["end"] }, "start.next bye", "bye.next start", "gone.next bye");
    expect(brief(drawn)).toEqual(["edge-from-nowhere", "edge-from-nowhere bye"]);
    expect(brief(draw({}, "start.next gone"))).toContain("unknown-node start next");
    expect(brief(draw({ jump: ["go", { to: "gone" }] }, "start.next jump"))).toEqual(["unknown-node jump"]);
  });

  it("has no loop without a rest", () => {
    const loop = ["start.next hi", "hi.next back"];
    expect(brief(draw({ hi: ["say", { text: "x" }], back: ["go", { to: "hi" }] }, ...loop))).toContain(
      "loop-without-wait hi",
    );
    const paused = draw(
      { hi: ["say", { text: "x" }], back: ["pause", { ms: 60_000 }], desk: ["people"] },
      ...loop,
      "back.next hi",
      "hi.window-shut desk",
    );
    expect(brief(paused)).toEqual([]);
    const asked = draw({ hi: ["say", { text: "x" }], back: ["ask", { options }] }, ...loop, "back.a hi");
    expect(brief(asked)).toEqual([]);
  });

  it("declares the variables it reads and writes, and offers to", () => {
    const drawn = draw(
      {
        hi: ["say", { text: "{{nome}} {{contact.name}} {{today}}" }],
        ask: ["ask", { options, saveIn: "dia" }],
        bye: ["end"],
      },
      "start.next hi",
      "hi.next ask",
      "ask.a bye",
    );
    const issues = validateFlow(drawn, world);
    expect(issues.map(({ code, node, field }) => [code, node, field])).toEqual([
      ["unknown-variable", "hi", "/text"],
      ["unknown-variable", "ask", "/saveIn"],
    ]);
    expect(
      brief(
        applyChanges(
          drawn,
          issues.flatMap(({ fix }) => fix?.changes ?? []),
        ),
      ),
    ).toEqual([]);
    const slip = validateFlow(
      draw({ hi: ["say", { text: "{{contact.nmae}}" }], bye: ["end"] }, "start.next hi", "hi.next bye"),
      world,
    );
    expect(slip).toMatchObject([{ code: "unknown-variable", params: { variable: "contact" } }]);
    expect(slip[0]?.fix).toBeUndefined();
  });

  it("saves only in variables of its own, by their names", () => {
    const saving = (saveIn: string) => ({
      ...draw({ ask: ["ask", { options, saveIn }], bye: ["end"] }, "start.next ask", "ask.a bye"),
      variables: {
        o: { type: "object" as const, scope: "session" as const },
        today: { type: "date" as const, scope: "session" as const },
        agent: { type: "text" as const, scope: "session" as const },
      },
    });
    for (const name of ["contact.name", "today", "o.nome", "contact"]) {
      expect(brief(saving(name))).toEqual(["unwritable-variable ask /saveIn"]);
    }
    expect(brief(saving("agent"))).toEqual([]);
  });

  it("reads and checks its texts in every language, and says in which one something is wrong", () => {
    const drawn = draw({ hi: ["say", { text: "Oi {{nome}}" }], bye: ["end"] }, "start.next hi", "hi.next bye");
    const variables = { nome: { type: "text" as const, scope: "session" as const } };
    const translated = (texts: Record<string, string>) => ({ ...drawn, variables, translations: { es: texts } });
    expect(brief(translated({ "hi/text": "Hola {{nome}}" }))).toEqual([]);
    expect(validateFlow(translated({ "hi/text": "Hola {{nmae}}" }), world)).toMatchObject([
      { code: "unknown-variable", node: "hi", field: "/text", language: "es", params: { variable: "nmae" } },
    ]);
    expect(validateFlow(translated({ "hi/text": "x".repeat(41) }), world)).toMatchObject([
      { code: "over-channel-limit", node: "hi", field: "/text", language: "es" },
    ]);
    expect(validateFlow(translated({ "hi/text": "Hola {{nome" }), world)).toMatchObject([
      { code: "invalid-template", node: "hi", field: "/text", language: "es" },
    ]);
  });

  it("tells its exits apart", () => {
    const timeout = { timeout: { title: "Depois", order: 1 } };
    const drawn = draw(
      { ask: ["ask", { options: timeout, wait: 1000 }], bye: ["end"] },
      "start.next ask",
      "ask.timeout bye",
    );
    expect(brief(drawn)).toEqual(["duplicate-exit ask timeout"]);
  });

  it("keeps secrets in requests, and only those there are", () => {
    const hi = draw({ hi: ["say", { text: "{{secret.token}}" }], bye: ["end"] }, "start.next hi", "hi.next bye");
    expect(brief(hi)).toEqual(["secret-outside-http hi /text"]);
    const get = (url: string) =>
      draw({ get: ["fetch", { url }], bye: ["end"] }, "start.next get", "get.ok bye", "get.error bye");
    expect(brief(get("https://a/{{secret.token}}"))).toEqual([]);
    expect(brief(get("https://a/{{secret.other}}"))).toEqual(["unknown-secret get /url"]);
    const translated = { ...get("https://a"), translations: { es: { "get/url": "{{secret.token}}" } } };
    expect(brief(translated)).toEqual(["secret-outside-http get /url"]);
  });

  it("has settings its types accept, and templates that can be read", () => {
    const bad = draw({ hi: ["say", { text: 3 }], bye: ["end"] }, "start.next hi", "hi.next bye");
    expect(brief(bad)).toEqual(["invalid-setting hi /text"]);
    const open = draw({ hi: ["say", { text: "Oi {{nome" }], bye: ["end"] }, "start.next hi", "hi.next bye");
    expect(brief(open)).toEqual(["invalid-template hi /text"]);
    const long = draw({ hi: ["say", { text: "x".repeat(41) }], bye: ["end"] }, "start.next hi", "hi.next bye");
    expect(brief(long)).toEqual(["over-channel-limit hi /text"]);
  });

  it("has types that are known, made for its kind and for its channels", () => {
    const drawn = draw({ crm: ["acme-crm"], bye: ["end"] }, "start.next crm", "crm.next bye");
    expect(brief(drawn)).toEqual(["unknown-node-type crm"]);
    const get = draw(
      { get: ["fetch", { url: "https://a" }], bye: ["end"] },
      "start.next get",
      "get.ok bye",
      "get.error bye",
    );
    expect(brief({ ...get, kind: "campaign" }, { channels: [{ ...whatsapp, type: "sms" }] })).toEqual([
      "kind-not-supported get",
      "channel-not-supported get",
    ]);
  });

  it("names queues and flows there are, and never comes to run itself", () => {
    const desk = draw({ desk: ["people", { queue: "q2" }] }, "start.next desk");
    expect(brief(desk)).toEqual(["unknown-queue desk /queue"]);
    const sub = draw({ sub: ["call", { flow: "f2" }], bye: ["end"] }, "start.next sub", "sub.next bye");
    expect(brief(sub)).toEqual(["unknown-flow sub"]);
    const flows = {
      f2: { name: "Dois", published: true, calls: ["f3"] },
      f3: { name: "Três", published: true, calls: ["f1"] },
    };
    expect(brief(sub, { flowId: "f1", flows })).toEqual(["flow-calls-itself sub"]);
    expect(brief(sub, { flowId: "f2" })).toEqual(["flow-calls-itself sub"]);
    expect(brief(sub, { flowId: "f9", flows })).toEqual([]);
    const drawn = { f2: { name: "Dois", published: false, calls: [] } };
    expect(brief(sub, { flowId: "f9", flows: drawn })).toEqual(["unpublished-flow sub"]);
  });

  it("survives the mistakes of a third party's type", () => {
    expect(brief(draw({ bad: ["broken"] }, "start.next bad"))).toEqual([]);
  });

  it("is no larger than one can be", () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`n${index}`, ["end"] as [string]]));
    expect(brief(draw(many, "start.next n0"))).toContain("document-too-large");
  });
});

describe("a free message", () => {
  const say = (text = "x"): Drawn[string] => ["say", { text }];

  it("may follow within the window, not after it", () => {
    const after = (ms: number) =>
      draw({ wait: ["pause", { ms }], hi: say(), bye: ["end"] }, "start.next wait", "wait.next hi", "hi.next bye");
    expect(brief(after(23 * hour))).toEqual([]);
    expect(brief(after(24 * hour))).toEqual(["window-may-be-shut hi window-shut"]);
    expect(brief(after(24 * hour), { channels: [{ ...whatsapp, windowMs: null }] })).toEqual([]);
  });

  it("adds up pauses, and a reply begins anew", () => {
    const nodes: Drawn = {
      one: ["pause", { ms: 13 * hour }],
      ask: ["ask", { options }],
      two: ["pause", { ms: 13 * hour }],
      hi: say(),
      bye: ["end"],
    };
    const straight = draw(nodes, "start.next one", "one.next two", "two.next hi", "hi.next bye", "ask.a bye");
    expect(brief(straight)).toContain("window-may-be-shut hi window-shut");
    const asked = draw(nodes, "start.next one", "one.next ask", "ask.a two", "two.next hi", "hi.next bye");
    expect(brief(asked)).toEqual([]);
  });

  it("counts a question that was not answered", () => {
    const nodes: Drawn = { ask: ["ask", { options, wait: 30 * hour }], hi: say(), bye: ["end"] };
    const drawn = draw(nodes, "start.next ask", "ask.a bye", "ask.timeout hi", "hi.next bye");
    expect(brief(drawn)).toEqual(["window-may-be-shut hi window-shut"]);
    expect(
      brief(
        applyChanges(drawn, [{ path: ["edges", "hi:window-shut"], value: { from: ["hi", "window-shut"], to: "bye" } }]),
      ),
    ).toEqual([]);
  });

  it("in a loop of short pauses is met by a shut window in the end", () => {
    const drawn = draw({ hi: say(), wait: ["pause", { ms: 1000 }] }, "start.next hi", "hi.next wait", "wait.next hi");
    expect(brief(drawn)).toEqual(["window-may-be-shut hi window-shut"]);
  });

  it("may not begin a campaign", () => {
    const drawn = draw({ hi: say(), bye: ["end"] }, "start.next hi", "hi.next bye");
    expect(brief({ ...drawn, kind: "campaign" })).toEqual(["window-may-be-shut hi window-shut"]);
  });

  it("is looked at in a drawing of a thousand nodes without delay", () => {
    const nodes: Drawn = Object.fromEntries(
      Array.from({ length: 900 }, (_, index) => [`p${index}`, ["pause", { ms: 1 }]]),
    );
    const edges = Object.keys(nodes).map((id, index) => `${id}.next p${(index + 1) % 900}`);
    expect(brief(draw({ ...nodes, hi: say() }, "start.next p0", ...edges))).toEqual(["unreachable-node hi"]);
  });
});
