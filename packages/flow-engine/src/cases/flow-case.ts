import type { ChannelCapabilities, Facts, FlowEvent, Json, Limits, Value, VariableType } from "@prosa/flow-schema";

/** A drawing as cases write it: edges as `"ask.valid": "thanks"`. The start node is `start` where none is drawn. */
export interface CaseFlow {
  kind?: "chatbot" | "campaign" | "callbot";
  nodes: Record<string, { type: string; config?: Record<string, Json>; version?: number }>;
  edges?: Record<string, string>;
  variables?: Record<string, CaseVariable>;
  language?: "pt-BR" | "es" | "en";
  commands?: Record<string, { words: string[]; action: "restart" | "transfer" | "end" }>;
  translations?: Record<string, Record<string, string>>;
}
type CaseVariable = VariableType | { type: VariableType; scope: "session" | "contact" | "conversation" };

/** What happens, as anyone would tell it. */
export type CaseEvent =
  | { says: string }
  /** An option by its title, of the last one shown. */
  | { taps: string }
  | { sends: "image" | "video" | "audio" | "document" | "sticker"; caption?: string }
  | { reacts: string }
  /** Time passes, e.g. `10 minutes`; a wait that ends meanwhile ends when its time comes. */
  | { later: string }
  /** What was asked of another system is answered. */
  | { answers: { status: number; body?: Json } }
  | { fails: string }
  /** The provider refuses the last message sent, or the last one that says `message`. */
  | { refused: string; message?: string }
  | { resumes: true }
  /** Any event as the engine takes it, save its id and time. */
  | { event: Record<string, Json> };

/** A test of the engine or of a node type that someone who does not program can read. */
export interface FlowCase {
  title: string;
  /** One node alone, by its config: it follows the start, and every exit (or those in `linked`) leads somewhere. */
  config?: Record<string, Json>;
  linked?: string[];
  /** A whole drawing instead. */
  flow?: CaseFlow;
  /** Flows that it runs, by id. */
  flows?: Record<string, CaseFlow>;
  variables?: Record<string, CaseVariable>;
  /** Values of session variables at the start. */
  values?: Record<string, Value>;
  facts?: { [Part in keyof Facts]?: Partial<Facts[Part]> };
  channel?: Partial<ChannelCapabilities>;
  limits?: Partial<Limits>;
  /** `manual`: a person started it, and the customer has not written. */
  start?: "message" | "manual";
  /** The first message. */
  says?: string;
  events?: CaseEvent[];
  expect: CaseExpectation;
}

/** Only what is named is compared. */
export interface CaseExpectation {
  /** All that was said, as text: options in brackets, files as `[image] caption`. */
  says?: string[];
  /** Every other effect, in order; of each only the keys given. */
  effects?: Array<Record<string, Json>>;
  /** The way walked: `node.exit`, or `node` where it rested. */
  path?: string[];
  /** The exit by which the node alone was left. */
  leaves?: string | null;
  variables?: Record<string, Value>;
  /** Contact fields and facts written. */
  contact?: Record<string, Value>;
  status?: "new" | "waiting" | "ended" | "failed";
  waits?: "message" | "timer" | "effect" | null;
  /** When the wait ends, as clocks in the workspace show it. */
  until?: string;
  failed?: string;
  ignored?: string[];
}

export type RawEvent = FlowEvent extends infer Each
  ? Each extends FlowEvent
    ? Omit<Each, "id" | "at">
    : never
  : never;
