export * from "./step.ts";
export * from "./step-env.ts";
