export { channelOf, factsOf } from "./cases/case-world.ts";
export { checkCase } from "./cases/check-case.ts";
export type { CaseEvent, CaseExpectation, CaseFlow, FlowCase } from "./cases/flow-case.ts";
export { type CaseRun, type CaseSetting, runCase } from "./cases/run-case.ts";
export { said } from "./cases/said.ts";
export * from "./step.ts";
export * from "./step-env.ts";
