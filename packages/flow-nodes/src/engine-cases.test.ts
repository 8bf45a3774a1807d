import { channelOf, checkCase, type FlowCase, factsOf, runCase, step } from "@prosa/flow-engine";
import { emptyDocument } from "@prosa/flow-schema";
import { describe, expect, it } from "vitest";
import engineCases from "./engine-cases.json" with { type: "json" };
import { builtInRegistry } from "./index.ts";
import { deepFreeze } from "./testing/deep-freeze.ts";

describe("the engine", () => {
  it.each(engineCases as unknown as FlowCase[])("$title", (given) => {
    expect(checkCase(given, { registry: builtInRegistry, freeze: deepFreeze })).toEqual([]);
  });

  it("reads states of before the way back to a flow that was run was kept, and lets such a refusal pass", () => {
    const title = "A refusal that comes after the flow that was run has ended leads on there, and back again";
    const given = engineCases.find((one) => one.title === title) as unknown as FlowCase;
    const { session } = runCase({ ...given, events: [] }, { registry: builtInRegistry });
    const sent = Object.fromEntries(
      Object.entries(session.sent).map(([id, { depth, node, version }]) => [id, { depth, node, version }]),
    );
    const [messageId = ""] = Object.keys(sent).sort();
    const version = { id: "root", flowId: "root", name: "", number: 1, calls: {} };
    const document = emptyDocument("chatbot", "pt-BR");
    const bundle = { root: "root", versions: { root: { ...version, document } } };
    const event = { id: "e", at: 1, type: "message.failed" as const, messageId, code: "unreachable" };
    const env = { registry: builtInRegistry, facts: factsOf(given), channel: channelOf(given) };
    const result = step(bundle, { ...session, sent }, event, env);
    expect(result.trace).toMatchObject([{ ignored: "no-exit-for-refusal" }]);
    expect(result.session.wait).toEqual(session.wait);
  });
});
