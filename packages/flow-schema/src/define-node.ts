import type { z } from "zod";
import type { ChannelCapabilities } from "./capabilities.ts";
import type { Comparison } from "./condition.ts";
import type { Bubble } from "./content.ts";
import type { FlowKind, Locale } from "./document.ts";
import type { EffectRequest, FailureCode, SecretText } from "./effect.ts";
import type { Facts, FlowEvent } from "./event.ts";
import type { Issue } from "./issue.ts";
import type { Json } from "./json.ts";
import type { CivilDate } from "./locale/calendar.ts";
import type { Value, VariableType } from "./value.ts";

export const nodeCategories = ["message", "question", "logic", "action", "ai", "voice", "people"] as const;
export type NodeCategory = (typeof nodeCategories)[number];

/** An exit of a node. */
export interface Port {
  /** Stable: `next`, an option's id, `else`, `timeout`, `invalid`, `error`, `window-shut`, `refused`. */
  id: string;
  /** `main` and `option` must lead somewhere; an open `system` exit is a warning and leads to the default queue. */
  kind: "main" | "option" | "system";
  /** What people read beside an option's exit; other exits take their words from `ui.text[locale].ports[id]`. */
  label?: string;
  /**
   * What has happened when this exit is taken: the customer just wrote (`"reply"`), or at least so many ms went by.
   * Absent: nothing; a loop of such exits never rests and is refused.
   */
  after?: "reply" | number;
  /** The longest it may take until this exit is taken, in ms, where that is more than `after`; Infinity: nobody knows. */
  upTo?: number;
}

/** Why `run` is called: the node was entered, or what it waited for came about. */
export type Cause =
  | { type: "entered" }
  | { type: "returned" }
  | { type: "timeout" }
  | Extract<FlowEvent, { type: "message.received" | "effect.completed" | "effect.failed" }>;

/**
 * What `run` is given. Everything in it is a pure function of the stored event. Its functions belong to it: call them as
 * `run.text(…)`.
 */
export interface NodeRun<Config> {
  config: Config;
  nodeId: string;
  cause: Cause;
  /** What the node kept with its last wait; undefined when entered. */
  state: Json | undefined;
  /** ms since 1970. */
  now: number;
  /** The day it is where the workspace is. */
  readonly today: CivilDate;
  facts: Facts;
  channel: ChannelCapabilities;
  /** The language texts are taken in: a {@link Locale}. */
  locale: Locale;
  /** The language the flow is written in, by which what its author wrote is read (`1.500` in a condition). */
  writtenIn: Locale;
  /** Where the workspace is (IANA). */
  timeZone: string;
  /** A variable's value by name or dotted path; undefined when unset. */
  read(path: string): Value | undefined;
  /** The type a variable was declared with; undefined when it was not. */
  typeOf(name: string): VariableType | undefined;
  /**
   * A template with its variables put in. `as: "json"` escapes each value for the place it stands in. `values` stand in
   * for variables of these names (what the node is about to set).
   */
  text(template: string, as?: "plain" | "json" | "url", values?: Record<string, Value>): string;
  /** The same for texts of an HTTP request, where `{{secret.name}}` may stand. */
  secretText(template: string, as?: "plain" | "json" | "url"): SecretText;
  check(comparison: Comparison): boolean;
  /** Whether an edge leaves by this exit. */
  linked(port: string): boolean;
  /** Whether a free message may be sent now (the channel's window). */
  windowOpen: boolean;
  /** [0, 1), from the event's id. */
  random(): number;
}

/** What a node decides. Effects come in the order given, before the move. */
export type NodeResult = {
  effects?: EffectRequest[];
  /** Variables to write, by name; their declared scope says where they live. */
  set?: Record<string, Value>;
} & (
  | { exit: string }
  /** `until` in ms since 1970: when the wait gives up and `run` is called with `timeout`. `state` comes back with it. */
  | { wait: "message"; until?: number; state?: Json }
  | { wait: "timer"; until: number; state?: Json }
  /** `effect` is emitted and its outcome waited for. */
  | { wait: "effect"; effect: Extract<EffectRequest, { type: "http.request" }>; until?: number; state?: Json }
  | { jump: string }
  | { call: string }
  | { end: "completed" | "transferred" }
  | { fail: FailureCode; detail?: string }
);

/** What static checks may ask about the drawing around a node. */
export interface CheckContext {
  kind: FlowKind;
  /** The channels this flow is switched on for, or could be: limits of each are checked. */
  channels: ChannelCapabilities[];
  /** The provider's templates; absent: not known. */
  templates?: ProviderTemplate[];
}

/** A template as its provider lists it, with the parameters each component takes. */
export interface ProviderTemplate {
  name: string;
  /** The provider's language code, e.g. `pt_BR`. */
  language: string;
  /** The provider's status in capitals, e.g. `APPROVED`. */
  status: string;
  category?: string;
  /** The body as written, for previews. */
  body: string;
  parameters: Array<{
    component: "header" | "body" | "button";
    /** Place of the button (0 …), for buttons. */
    index?: number;
    /** `payload`: what a quick reply answers, which may be left out. */
    kind: "text" | "image" | "video" | "document" | "payload" | "coupon_code" | "url";
    /** What stands on the button, for buttons. */
    label?: string;
    /** Of a named parameter; absent where they are numbered. */
    name?: string;
  }>;
}

/** One row of a node's card on the canvas: what the customer will see, or what the node does. */
export type CardRow =
  | {
      kind: "bubble";
      bubble: "text" | "image" | "video" | "audio" | "document" | "template";
      text?: string;
      media?: { hash: string };
    }
  /** An option: a row with its own exit on the right edge. */
  | { kind: "option"; port: string; text: string }
  /** A line of settings. `text` may hold `{{chips}}`; `key` is looked up in `ui.text[locale].lines`. */
  | { kind: "line"; icon?: string; text?: string; key?: string; params?: Record<string, string | number> };

/** Words of a node type in one language. */
export interface NodeText {
  title: string;
  /** One line in the palette. */
  description: string;
  /** By config path without item ids, e.g. `retries`, `options.title`: label, and an optional hint. */
  fields: Record<string, { label: string; hint?: string; placeholder?: string }>;
  ports?: Record<string, string>;
  /** Words for enum values, by config path then value. */
  options?: Record<string, Record<string, string>>;
  lines?: Record<string, string>;
}

/**
 * A node type, whole: schema, exits, behaviour and face. Built-in nodes use exactly what a third party gets.
 *
 * Form hints are carried by zod `.meta({ field })` on `config`: `template` (long text with variables), `template-line`,
 * `variable` (pick or declare one), `variable-target`, `duration` (`{ amount, unit }`), `media`, `queue`, `flow`, `node`, `tags`, `template-message`,
 * `json`, `secret-template`, `comparisons`, `time` (`HH:mm`), `response-mapping` (a keyed list of `{ path, variable }`). Without a hint the form follows the schema's own type;
 * `.meta({ when: { name, is } })` shows a field only while a sibling has one of these values. See `formFields`.
 */
export interface NodeDefinition<Config = Record<string, Json>> {
  type: string;
  version: number;
  kinds: readonly FlowKind[];
  /** Channel types it works on; absent: all. */
  channels?: readonly string[];
  config: z.ZodType<Config>;
  /** The config of a freshly dropped node. `newId` gives ids for keyed items; `locale` picks first texts. */
  initial(context: { newId: () => string; locale: Locale }): Config;
  ports(config: Config): Port[];
  /** Names of variables read and written (templates included), for static checks and the variables list. */
  reads(config: Config): string[];
  writes(config: Config): string[];
  /** Types of the values it writes, by variable, where they do not follow from what customers and authors write. */
  writeTypes?(config: Config): Record<string, VariableType>;
  /** JSON pointers of the texts that can be translated. */
  localizable(config: Config): string[];
  /** Whether its effect may safely be performed again after a crash. */
  idempotent: boolean;
  /** Whether it sends free messages (the window check needs to know). */
  speaks?(config: Config): boolean;
  /** Nodes it goes to without an edge. */
  targets?(config: Config): string[];
  /** Flows it runs. */
  calls?(config: Config): string[];
  /** Whether it hands the conversation to people: offered as the place for open system exits. */
  handsOver?: boolean;
  /** Problems only the type itself can see. Codes, fields and params as in {@link Issue}. */
  check?(config: Config, context: CheckContext): Array<Omit<Issue, "node">>;
  /** Named migrations: from version n to n + 1. */
  migrate?: Record<number, (config: Record<string, Json>) => Record<string, Json>>;
  run(run: NodeRun<Config>): NodeResult;
  ui: {
    /** A lucide icon name in kebab-case; the studio has about 150 of them (node-icon.tsx, more-icon.tsx), others show plain rows. */
    icon: string;
    category: NodeCategory;
    /** Shown in the palette (start is not: every flow has one). */
    palette?: boolean;
    text: Record<Locale, NodeText>;
    card(config: Config): CardRow[];
  };
}

/**
 * Declares a node type: the one way to make one, for us and for third parties. Inside the definition `Config` is what the
 * schema parses to; outside, a registry knows only that it is JSON, so the type is given up here.
 */
export function defineNode<Config>(definition: NodeDefinition<Config>): NodeDefinition {
  return definition as unknown as NodeDefinition;
}

/** Bubbles as effects, for nodes that speak. */
export const send = (...bubbles: Bubble[]): EffectRequest[] =>
  bubbles.map((bubble) => ({ type: "message.send", bubble }));
