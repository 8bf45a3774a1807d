export type { IncomingMessage, IncomingStatus } from "./intake/intake.ts";
export { intakeOf } from "./intake/intake-of.ts";
export { type Runtime, startRuntime } from "./runtime.ts";
export type { RuntimeSettings } from "./settings.ts";
export { turnThread } from "./turn-thread/turn-thread.ts";
