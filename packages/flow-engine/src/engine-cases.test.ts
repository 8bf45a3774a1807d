import { builtInRegistry } from "@prosa/flow-nodes";
import { describe, expect, it } from "vitest";
import { checkCase } from "./cases/check-case.ts";
import type { FlowCase } from "./cases/flow-case.ts";
import engineCases from "./engine-cases.json" with { type: "json" };
import { deepFreeze } from "./testing/deep-freeze.ts";

describe("the engine", () => {
  it.each(engineCases as unknown as FlowCase[])("$title", (given) => {
    expect(checkCase(given, { registry: builtInRegistry, freeze: deepFreeze })).toEqual([]);
  });
});
