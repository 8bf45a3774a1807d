import {
  type Cause,
  type ChannelCapabilities,
  type CivilDate,
  type Comparison,
  checkComparison,
  type Facts,
  type Json,
  type Locale,
  type NodeRun,
  pickValue,
  renderSecretTemplate,
  renderTemplate,
  type SecretText,
  type TemplateTarget,
  type TemplateValues,
  type Value,
  type VariableType,
} from "@prosa/flow-schema";
import type { CompiledFlow, CompiledNode } from "./compile-flow.ts";
import { RunFailure } from "./run-failure.ts";
import type { Turn } from "./turn.ts";
import { readVariable, variableNameOf, variableTypeOf } from "./variables.ts";

/** What one visit of a node may see and ask. Made anew for each visit, so it holds fields and shares its functions. */
export class Visit implements NodeRun<Record<string, Json>>, TemplateValues {
  readonly config: Record<string, Json>;
  readonly nodeId: string;
  readonly cause: Cause;
  readonly state: Json | undefined;
  readonly now: number;
  readonly facts: Facts;
  readonly channel: ChannelCapabilities;
  readonly locale: Locale;
  readonly writtenIn: Locale;
  readonly timeZone: string;
  /** Names of the variables read so far, each once. */
  readonly reads: string[] = [];
  /** Why the visit failed, even if the node caught what was thrown. */
  failure: RunFailure | undefined;
  readonly #turn: Turn;
  readonly #flow: CompiledFlow;
  readonly #node: CompiledNode;

  constructor(turn: Turn, { flow, node, cause }: { flow: CompiledFlow; node: CompiledNode; cause: Cause }) {
    this.#turn = turn;
    this.#flow = flow;
    this.#node = node;
    this.locale = languageOf(turn, flow);
    this.writtenIn = flow.document.settings.language;
    this.timeZone = turn.facts.workspace.timeZone;
    this.config = node.configFor(this.locale);
    this.nodeId = node.id;
    this.cause = cause;
    this.state = cause.type === "entered" ? undefined : turn.frame.nodeState[node.id];
    this.now = turn.event.at;
    this.facts = turn.facts;
    this.channel = turn.env.channel;
  }

  get today(): CivilDate {
    const { year, month, day } = this.#turn.civil;
    return { year, month, day };
  }

  get windowOpen(): boolean {
    return isWindowOpen(this.#turn);
  }

  read(path: string): Value | undefined {
    const name = variableNameOf(path);
    if (!this.reads.includes(name)) this.reads.push(name);
    return readVariable(this.#turn, this.#flow.document, path);
  }

  typeOf(name: string): VariableType | undefined {
    return variableTypeOf(this.#flow.document, name);
  }

  text(template: string, as?: TemplateTarget, over?: Record<string, Value>): string {
    const text = renderTemplate(template, over ? this.#with(over) : this, as);
    this.#checkLength(text.length);
    return text;
  }

  secretText(template: string, as?: TemplateTarget): SecretText {
    const text = renderSecretTemplate(template, this, as);
    this.#checkLength(text.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 0), 0));
    return text;
  }

  check({ left, operator, right }: Comparison): boolean {
    // Without types, so that a date is compared as it is kept; in the author's language, as the text around it is.
    const { today, timeZone, writtenIn } = this;
    const values = { read: (path: string) => this.read(path), locale: writtenIn };
    const sides = { left: this.read(left), right: right.includes("{{") ? renderTemplate(right, values) : right };
    // A text inside an object was written by a machine, with a decimal point; any other by the customer.
    const locale = left === variableNameOf(left) ? this.locale : "en";
    return checkComparison(operator, sides, { locale, writtenIn, today, timeZone });
  }

  linked(port: string): boolean {
    return this.#node.exits.has(port);
  }

  random(): number {
    return this.#turn.source.random();
  }

  #with(over: Record<string, Value>): TemplateValues {
    const read = (path: string) => {
      const name = variableNameOf(path);
      if (!Object.hasOwn(over, name)) return this.read(path);
      return name === path ? over[name] : pickValue(over[name], path.slice(name.length + 1));
    };
    return { read, typeOf: (name) => this.typeOf(name), locale: this.locale, timeZone: this.timeZone };
  }

  #checkLength(length: number): void {
    const { textLength } = this.#turn.limits;
    if (length <= textLength) return;
    this.failure = new RunFailure("text-too-large", `${length} > ${textLength}`);
    throw this.failure;
  }
}

/** The contact's language where the flow has texts in it, else the flow's own. */
function languageOf(turn: Turn, { languages, document }: CompiledFlow): Locale {
  const wanted = turn.facts.contact.language;
  if (wanted === null || languages.length === 1) return document.settings.language;
  const base = wanted.split("-")[0];
  return (
    languages.find((language) => language === wanted) ??
    languages.find((language) => language.split("-")[0] === base) ??
    document.settings.language
  );
}

/** Whether the channel lets a free message through now: always, or for a while after the customer last wrote. */
function isWindowOpen({ env, event, facts }: Turn): boolean {
  if (env.channel.windowMs === null) return true;
  const wroteNow = event.type === "message.received" || (event.type === "session.started" && event.message);
  if (wroteNow) return true;
  const { lastInboundAt } = facts.conversation;
  return lastInboundAt !== null && event.at - lastInboundAt < env.channel.windowMs;
}
