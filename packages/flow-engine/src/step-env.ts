import type { ChannelCapabilities, Effect, Facts, Limits, NodeRegistry, Session, TraceEntry } from "@prosa/flow-schema";

/** The world as one turn may see it. */
export interface StepEnv {
  registry: NodeRegistry;
  facts: Facts;
  channel: ChannelCapabilities;
  /** Default: `defaultLimits`. */
  limits?: Limits;
}

export interface StepResult {
  session: Session;
  effects: Effect[];
  trace: TraceEntry[];
}
