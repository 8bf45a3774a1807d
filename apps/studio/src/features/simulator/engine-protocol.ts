import type { ChannelCapabilities, Facts, FlowBundle, FlowEvent, Session } from "@prosa/flow-schema";

/** What the page asks of the worker. `modules` are addresses of third parties' node types on our own origin. */
export type EngineRequest =
  | { kind: "load"; bundle: FlowBundle; modules: string[] }
  | { kind: "step"; session: Session; event: FlowEvent; facts: Facts; channel: ChannelCapabilities };
