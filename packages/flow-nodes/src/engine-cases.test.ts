import { checkCase, type FlowCase } from "@prosa/flow-engine";
import { describe, expect, it } from "vitest";
import engineCases from "./engine-cases.json" with { type: "json" };
import { builtInRegistry } from "./index.ts";
import { deepFreeze } from "./testing/deep-freeze.ts";

describe("the engine", () => {
  it.each(engineCases as unknown as FlowCase[])("$title", (given) => {
    expect(checkCase(given, { registry: builtInRegistry, freeze: deepFreeze })).toEqual([]);
  });
});
