import {
  addDuration,
  type Bubble,
  durationUnits,
  type Effect,
  type Facts,
  type FlowEvent,
  type InboundContent,
  type NodeRegistry,
  newSession,
  type Session,
} from "@prosa/flow-schema";
import { step } from "../step.ts";
import type { StepEnv, StepResult } from "../step-env.ts";
import { caseBundle } from "./case-bundle.ts";
import { afterEffects, caseStart, channelOf, factsOf } from "./case-world.ts";
import type { CaseEvent, FlowCase, RawEvent } from "./flow-case.ts";
import { said } from "./said.ts";

/** Everything that happened in a case. */
export interface CaseRun {
  steps: StepResult[];
  session: Session;
  effects: Effect[];
  facts: Facts;
}

/** What runs cases: the node types, and the type of a node that stands alone. */
export interface CaseSetting {
  registry: NodeRegistry;
  type?: string;
  /** Called with everything `step` is about to be given, to freeze it in tests. */
  freeze?: (value: unknown) => void;
}

/** Plays a case: ids and times follow from its place, so that the same case gives the same bytes everywhere. */
export function runCase(given: FlowCase, setting: CaseSetting): CaseRun {
  const { bundle, registry } = caseBundle(given, setting);
  const env: Omit<StepEnv, "facts"> = { registry, channel: channelOf(given), ...limitsOf(given) };
  const run: CaseRun = { steps: [], session: firstSession(given), effects: [], facts: factsOf(given) };
  let at = caseStart;
  const take = (raw: RawEvent, when: number) => {
    at = when;
    const event = { ...raw, id: `event-${run.steps.length + 1}`, at } as FlowEvent;
    const wrote = event.type === "message.received" || (event.type === "session.started" && event.message);
    if (wrote) run.facts = { ...run.facts, conversation: { ...run.facts.conversation, lastInboundAt: at } };
    for (const value of [bundle, run.session, event, run.facts]) setting.freeze?.(value);
    const result = step(bundle, run.session, event, { ...env, facts: run.facts });
    run.steps.push(result);
    run.session = result.session;
    run.effects = [...run.effects, ...result.effects];
    run.facts = afterEffects(run.facts, result.effects);
  };
  take(startEvent(given), at);
  for (const told of given.events ?? []) {
    if ("later" in told) at = passTime(run, { until: laterThan(at, told.later, run.facts), take });
    else take(rawEvent(told, run), at + 1000);
  }
  return run;
}

function limitsOf({ limits }: FlowCase): Pick<StepEnv, "limits"> {
  if (!limits) return {};
  return { limits: { stepsPerTurn: 200, stateBytes: 65_536, textLength: 16_384, flowDepth: 8, ...limits } };
}

function firstSession({ values }: FlowCase): Session {
  return { ...newSession("session"), ...(values ? { variables: values } : {}) };
}

function startEvent({ start = "message", says = "oi" }: FlowCase): RawEvent {
  if (start === "manual") return { type: "session.started", trigger: { kind: "manual" } };
  const message = { id: "message-0", content: { type: "text" as const, text: says } };
  return { type: "session.started", trigger: { kind: "any" }, message };
}

/** Time goes by; whatever wait ends on the way ends at its own time. Answers with the time it is then. */
function passTime(
  run: CaseRun,
  { until, take }: { until: number; take: (raw: RawEvent, when: number) => void },
): number {
  for (let wait = run.session.wait; wait?.until !== undefined && wait.until <= until; wait = run.session.wait) {
    take({ type: "timer.fired", timerId: wait.timerId ?? "" }, wait.until);
  }
  return until;
}

function laterThan(at: number, told: string, facts: Facts): number {
  const [amount, name = ""] = told.split(" ");
  const unit = durationUnits.find((known) => known === name || known === `${name}s`);
  if (!unit || !Number(amount)) throw new Error(`"${told}" is no length of time: write "10 minutes"`);
  return addDuration(at, { amount: Number(amount), unit }, facts.workspace.timeZone);
}

function rawEvent(told: Exclude<CaseEvent, { later: string }>, run: CaseRun): RawEvent {
  const effectId = run.session.wait?.effectId ?? "none";
  if ("says" in told) return received(run, { type: "text", text: told.says });
  if ("taps" in told) return received(run, tapped(run, told.taps));
  if ("reacts" in told) return received(run, { type: "reaction", emoji: told.reacts, target: "message" });
  if ("sends" in told) {
    const caption = told.caption === undefined ? {} : { caption: told.caption };
    const mimeType = "application/octet-stream";
    return received(run, { type: told.sends, providerMediaId: "media", mimeType, ...caption });
  }
  if ("answers" in told) {
    const { status, body = null } = told.answers;
    return { type: "effect.completed", effectId, result: { status, headers: {}, body } };
  }
  if ("fails" in told) return { type: "effect.failed", effectId, code: told.fails };
  if ("refused" in told) return { type: "message.failed", messageId: messageOf(run, told.message), code: told.refused };
  if ("resumes" in told) return { type: "session.resumed" };
  return told.event as RawEvent;
}

const received = ({ steps }: CaseRun, content: InboundContent): RawEvent => ({
  type: "message.received",
  message: { id: `message-${steps.length}`, content },
});

function tapped({ effects }: CaseRun, title: string): InboundContent {
  const bubbles = effects.flatMap((effect): Bubble[] => (effect.type === "message.send" ? [effect.bubble] : []));
  const options = bubbles.flatMap((bubble) => (bubble.type === "choices" ? bubble.options : []));
  const option = options.findLast((shown) => shown.title === title);
  if (!option) throw new Error(`no option "${title}" was shown`);
  return { type: "choice", id: option.id, title };
}

function messageOf({ effects }: CaseRun, text: string | undefined): string {
  const sent = effects.findLast(
    (effect) => effect.type === "message.send" && (text === undefined || said(effect.bubble) === text),
  );
  return sent?.id ?? "none";
}
