import type {
  ChannelCapabilities,
  Effect,
  Facts,
  FlowBundle,
  FlowEvent,
  Limits,
  NodeRegistry,
  Session,
  TraceEntry,
} from "@prosa/flow-schema";

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

/**
 * One turn: what a session becomes when it takes an event in, and what it asks of the world. A pure function: the same
 * arguments give the same bytes on every host. Never throws; nothing given is changed.
 */
export function step(_bundle: FlowBundle, session: Session, _event: FlowEvent, _env: StepEnv): StepResult {
  return { session, effects: [], trace: [] };
}
