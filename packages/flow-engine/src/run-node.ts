import {
  type Cause,
  checkComparison,
  type Locale,
  type NodeResult,
  type NodeRun,
  renderSecretTemplate,
  renderTemplate,
  type TemplateTarget,
  type Value,
} from "@prosa/flow-schema";
import type { CompiledFlow, CompiledNode } from "./compile-flow.ts";
import { RunFailure } from "./run-failure.ts";
import type { Turn } from "./turn.ts";
import { readVariable, variableNameOf, variableTypeOf } from "./variables.ts";

/** Calls a node's `run` with what it may see. Its own mistakes become a `node-error`. */
export function runNode(
  turn: Turn,
  { flow, node, cause }: { flow: CompiledFlow; node: CompiledNode; cause: Cause },
): { result: NodeResult; reads: string[] } {
  const reads = new Set<string>();
  const locale = languageOf(turn, flow);
  let failure: RunFailure | undefined;
  const read = (path: string) => {
    reads.add(variableNameOf(path));
    return readVariable(turn, flow.document, path);
  };
  const values = { read, typeOf: (path: string) => variableTypeOf(flow.document, path), locale };
  const short = <Text extends string | unknown[]>(text: Text, length: number): Text => {
    if (length <= turn.limits.textLength) return text;
    failure = new RunFailure("text-too-large", `${length} > ${turn.limits.textLength}`);
    throw failure;
  };
  const run: NodeRun<Record<string, never>> = {
    config: node.configFor(locale) as Record<string, never>,
    nodeId: node.id,
    cause,
    state: cause.type === "entered" ? undefined : turn.frame.nodeState[node.id],
    now: turn.event.at,
    get today() {
      const { year, month, day } = turn.civil;
      return { year, month, day };
    },
    facts: turn.facts,
    channel: turn.env.channel,
    locale,
    read,
    typeOf: values.typeOf,
    text: (template: string, as?: TemplateTarget, over?: Record<string, Value>) => {
      const from = over
        ? { ...values, read: (path: string) => (Object.hasOwn(over, path) ? over[path] : read(path)) }
        : values;
      const text = renderTemplate(template, from, as);
      return short(text, text.length);
    },
    secretText: (template: string, as?: TemplateTarget) => {
      const text = renderSecretTemplate(template, values, as);
      return short(
        text,
        text.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 0), 0),
      );
    },
    check: ({ left, operator, right }) =>
      checkComparison(
        operator,
        { left: read(left), right: renderTemplate(right, { read, locale: values.locale }) },
        { locale, today: turn.civil },
      ),
    linked: (port) => node.exits.has(port),
    windowOpen: isWindowOpen(turn),
    random: () => turn.source.random(),
  };
  let result: NodeResult | undefined;
  try {
    result = node.definition.run(run);
  } catch (error) {
    failure ??= new RunFailure("node-error", error instanceof Error ? error.message : String(error));
  }
  if (failure) throw failure;
  if (typeof result !== "object" || result === null) throw new RunFailure("node-error", "run gave no result");
  return { result, reads: [...reads] };
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
