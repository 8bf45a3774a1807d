import {
  type CivilDateTime,
  civilAt,
  defaultLimits,
  type Effect,
  type EffectRequest,
  type Facts,
  type FlowBundle,
  type FlowEvent,
  type FlowVersion,
  type Frame,
  type IgnoredReason,
  type Limits,
  own,
  type Session,
  type TraceEntry,
} from "@prosa/flow-schema";
import { type CompiledFlow, compileFlow } from "./compile-flow.ts";
import { type EventEnv, envFromEvent } from "./env-from-event.ts";
import { RunFailure } from "./run-failure.ts";
import type { StepEnv } from "./step-env.ts";

type ContactUpdate = Extract<Effect, { type: "contact.update" }>;
type ConversationUpdate = Extract<Effect, { type: "conversation.update" }>;

/**
 * One turn while it is being walked: the only thing in the engine that changes. What `step` was given is never written to;
 * every map that changes is replaced by a copy first.
 */
export class Turn {
  readonly bundle: FlowBundle;
  readonly event: FlowEvent;
  readonly env: StepEnv;
  readonly limits: Limits;
  readonly before: Session;
  readonly source: EventEnv;
  session: Session;
  /** The facts with this turn's own writes laid over them. */
  facts: Facts;
  effects: Effect[] = [];
  trace: TraceEntry[] = [];
  /** Whether the state grew by anything but the place it stands. */
  stateGrew = false;
  #contactUpdate: ContactUpdate | undefined;
  #conversationUpdate: ConversationUpdate | undefined;
  #civil: CivilDateTime | undefined;

  constructor(given: { bundle: FlowBundle; session: Session; event: FlowEvent; env: StepEnv }) {
    this.bundle = given.bundle;
    this.event = given.event;
    this.env = given.env;
    this.limits = given.env.limits ?? defaultLimits;
    this.before = given.session;
    this.session = { ...given.session };
    this.facts = given.env.facts;
    this.source = envFromEvent(given.event, given.session.id);
  }

  /** What clocks in the workspace show. */
  get civil(): CivilDateTime {
    this.#civil ??= civilAt(this.event.at, this.facts.workspace.timeZone);
    return this.#civil;
  }

  /** The innermost flow being walked. */
  get frame(): Frame {
    const frame = this.session.stack.at(-1);
    if (!frame) throw new RunFailure("missing-flow");
    return frame;
  }

  set frame(frame: Frame) {
    this.session.stack = [...this.session.stack.slice(0, -1), frame];
  }

  version(id: string): FlowVersion {
    const version = own(this.bundle.versions, id);
    if (!version) throw new RunFailure("missing-flow", id);
    return version;
  }

  flow(frame: Frame): CompiledFlow {
    return compileFlow(this.version(frame.version).document, this.env.registry);
  }

  /** Enters a flow at its start. */
  push(versionId: string): void {
    if (this.session.stack.length >= this.limits.flowDepth) throw new RunFailure("flows-too-deep");
    const { start } = compileFlow(this.version(versionId).document, this.env.registry);
    if (start === null) throw new RunFailure("missing-node", "start");
    this.session.stack = [...this.session.stack, { version: versionId, node: start, nodeState: {} }];
  }

  emit(effect: EffectRequest | Pick<Extract<Effect, { type: "timer.start" }>, "type" | "at">, node: string): string {
    const id = this.source.newId();
    this.effects.push({ id, node, ...effect });
    return id;
  }

  /** Writes that go together: one `contact.update` a turn. */
  updateContact(set: ContactUpdate["set"], node: string): void {
    const { fields, ...known } = set;
    const contact = { ...this.facts.contact, ...known };
    if (fields) contact.fields = { ...contact.fields, ...fields };
    this.facts = { ...this.facts, contact };
    if (!this.#contactUpdate) {
      this.#contactUpdate = { id: this.source.newId(), node, type: "contact.update", set: {} };
      this.effects.push(this.#contactUpdate);
    }
    const earlier = this.#contactUpdate.set;
    const merged = { ...earlier, ...known };
    if (fields) merged.fields = { ...earlier.fields, ...fields };
    this.#contactUpdate.set = merged;
  }

  /** Writes that go together: one `conversation.update` a turn. */
  updateConversation(fields: ConversationUpdate["fields"], node: string): void {
    const { conversation } = this.facts;
    this.facts = { ...this.facts, conversation: { ...conversation, fields: { ...conversation.fields, ...fields } } };
    if (!this.#conversationUpdate) {
      this.#conversationUpdate = { id: this.source.newId(), node, type: "conversation.update", fields: {} };
      this.effects.push(this.#conversationUpdate);
    }
    this.#conversationUpdate.fields = { ...this.#conversationUpdate.fields, ...fields };
  }

  tagContact(effect: Extract<EffectRequest, { type: "contact.tag" }>, node: string): void {
    const { contact } = this.facts;
    const tags = [...new Set([...contact.tags.filter((tag) => !effect.remove.includes(tag)), ...effect.add])];
    this.facts = { ...this.facts, contact: { ...contact, tags } };
    this.emit(effect, node);
  }

  /** The event changes nothing; the trace says why. */
  ignore(reason: IgnoredReason): void {
    const { version = this.bundle.root, node = "" } = this.session.stack.at(-1) ?? {};
    this.trace.push({ version, node, reads: [], writes: [], ignored: reason });
  }
}
