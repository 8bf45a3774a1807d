import { hash } from "node:crypto";
import { type StepResult, step } from "@prosa/flow-engine";
import { canonicalJson, type Effect, type Facts, type FlowEvent, type Json } from "@prosa/flow-schema";
import { newId } from "../../platform/ids.ts";
import type { Knowledge } from "./knowledge.ts";
import type { LoadedLane, StoredConversation, StoredSession } from "./lane.ts";

/** An entry to be added to a conversation. */
export interface NewMessage {
  id: string;
  conversationId: string;
  connectionId: string;
  direction: "in" | "out" | "note" | "event";
  author: "contact" | "bot" | "system";
  versionId: string | null;
  sessionId: string | null;
  content: Json;
  status: "queued" | null;
  providerMessageId: string | null;
  at: number;
}

/** A conversation being worked on. */
export interface WorkingConversation extends StoredConversation {
  /** As it was loaded; null: opened by this turn. */
  loadedEpoch: number | null;
  unreadAdded: number;
  entries: number;
  /** Put into a queue by this turn. */
  handedOver: boolean;
  lastMessage: { id: string; at: number } | null;
  openedAt: number;
  closedAt: number | null;
}

/** A session being worked on. */
export interface WorkingSession extends StoredSession {
  touched: boolean;
  /** Begun by this turn. */
  started: boolean;
}

export interface NewTurn {
  sessionId: string;
  number: number;
  conversationId: string;
  event: Json;
  facts: Facts;
  trace: StepResult["trace"];
  stateHash: string;
  at: number;
}

/** What a lane's events lead to, gathered until it is committed. Working on it changes nothing outside. */
export class LaneTurn {
  readonly lane: LoadedLane;
  readonly know: Knowledge;
  contact: LoadedLane["contact"];
  conversation: WorkingConversation | null;
  sessions: WorkingSession[];
  done: number[] = [];
  messages: NewMessage[] = [];
  turns: NewTurn[] = [];
  effects: {
    effect: Extract<Effect, { type: "http.request" }>;
    session: WorkingSession;
    epoch: number;
    conversationId: string;
  }[] = [];
  timers: { id: string; sessionId: string; at: number }[] = [];
  cancelled: string[] = [];
  media: {
    messageId: string;
    connectionId: string;
    conversationId: string;
    providerMediaId: string;
    filename: string | null;
  }[] = [];
  contactChange = {
    name: null as string | null,
    email: null as string | null,
    phone: null as string | null,
    language: null as string | null,
    fields: {} as Record<string, Json>,
    add: [] as string[],
    remove: [] as string[],
  };
  contactChanged = false;
  /** When the contact last wrote (ms), by connection, with what waits in the lane. */
  inbound: Record<string, number>;
  /** Whether `inbound` knows more than the lane did. */
  wrote = false;
  met = false;
  /** Set when rows wait for an effect's answer: nothing more to do before it, or before this (ms). */
  waitUntil: number | null = null;

  constructor(lane: LoadedLane, know: Knowledge) {
    this.lane = lane;
    this.know = know;
    this.contact = { ...lane.contact };
    this.conversation =
      lane.conversation && working(lane.conversation, { loadedEpoch: lane.conversation.epoch, openedAt: 0 });
    this.sessions = lane.sessions.map((session) => ({
      ...session,
      held: [...session.held],
      touched: false,
      started: false,
    }));
    this.inbound = { ...lane.inbound };
    for (const { connectionId, body } of lane.rows) {
      if (connectionId === null || typeof body.writtenAt !== "number") continue;
      if (body.writtenAt <= (this.inbound[connectionId] ?? 0)) continue;
      this.inbound[connectionId] = body.writtenAt;
      this.wrote = true;
    }
  }

  /** Whether there is a conversation that is not closed. */
  get isOpen(): boolean {
    return this.conversation !== null && this.conversation.status !== "closed";
  }

  /** The conversation that is not closed: opened when there is none. */
  openConversation(connectionId: string, at: number): WorkingConversation {
    if (this.conversation && this.isOpen) {
      this.conversation.connectionId = connectionId;
      return this.conversation;
    }
    if (this.conversation) throw new OneAtATime();
    this.conversation = working(
      {
        id: newId(at),
        connectionId,
        protocol: this.know.protocol(this.lane, at),
        status: "bot",
        speaker: "bot",
        epoch: 0,
        queueId: null,
        waitingSince: null,
        versionId: null,
        failure: null,
        fields: {},
        agentName: null,
      },
      { loadedEpoch: null, openedAt: at },
    );
    return this.conversation;
  }

  /**
   * The contact's conversation, open or over, for what belongs to one and opens none; null: there never was one. Opening another
   * then has to wait for the next commit.
   */
  lastConversation(): WorkingConversation | null {
    const { met, inbound } = this.lane;
    if (this.conversation || (!met && Object.keys(inbound).length === 0)) return this.conversation;
    const last = this.know.lastConversation(this.lane);
    this.conversation = last && {
      ...working(last, { loadedEpoch: last.epoch, openedAt: 0 }),
      closedAt: last.closedAt,
    };
    return this.conversation;
  }

  /** Adds an entry at the end of the conversation. */
  say(message: Omit<NewMessage, "conversationId">): void {
    const conversation = this.conversation as WorkingConversation;
    conversation.entries += 1;
    if (message.direction !== "event") conversation.lastMessage = { id: message.id, at: message.at };
    this.messages.push({ ...message, conversationId: conversation.id });
  }

  /** Something that happened, as an entry of the thread. */
  note(content: { [key: string]: Json }, at: number): void {
    const connectionId = this.conversation?.connectionId as string;
    this.say({
      id: newId(at),
      connectionId,
      direction: "event",
      author: "system",
      versionId: null,
      sessionId: null,
      content: {
        type: "event",
        ...content,
      },
      status: null,
      providerMessageId: null,
      at,
    });
  }

  /** Whether a session would let an event pass. The engine decides that before it reads a fact: no conversation is needed. */
  ignores(session: WorkingSession, event: FlowEvent): boolean {
    return changesNothing(this.#step(session, event, this.facts(session.connectionId, nowhere)));
  }

  /** Lets a session take an event in. The effects are returned, not yet applied; an event that changes nothing leaves no trace. */
  step(session: WorkingSession, event: FlowEvent): Effect[] | "ignored" {
    const facts = this.facts(session.connectionId, this.conversation as WorkingConversation);
    const result = this.#step(session, event, facts);
    if (changesNothing(result)) return "ignored";
    const { session: state, effects, trace } = result;
    session.state = state;
    session.stateText = canonicalJson(state);
    session.version += 1;
    session.touched = true;
    session.spokeAt = event.at;
    session.status = state.status === "failed" ? "failed" : state.status === "ended" ? "ended" : "waiting";
    session.waitsFor = state.wait?.for ?? null;
    this.turns.push({
      sessionId: session.id,
      number: session.version,
      conversationId: (this.conversation as WorkingConversation).id,
      event: slim(event),
      facts,
      trace,
      stateHash: hashOf(session.stateText),
      at: event.at,
    });
    return effects;
  }

  #step(session: WorkingSession, event: FlowEvent, facts: Facts): StepResult {
    const { ws } = this.lane;
    const bundle = this.know.bundle(ws, session.versionId) ?? { root: session.versionId, versions: {} };
    const { capabilities } = this.know.connection(ws, session.connectionId);
    return step(bundle, session.state, event, { registry: this.know.registry, facts, channel: capabilities });
  }

  facts(connectionId: string, conversation: Place): Facts {
    const { ws, ct } = this.lane;
    const { name, timeZone, locale } = this.know.workspace(ws);
    const connection = this.know.connection(ws, connectionId);
    return {
      contact: { id: ct, ...this.contact },
      conversation: {
        id: conversation.id,
        protocol: conversation.protocol,
        fields: conversation.fields,
        agentName: conversation.agentName,
        lastInboundAt: this.inbound[connectionId] ?? null,
      },
      channel: { type: connection.type, name: connection.name },
      workspace: { name, timeZone, locale },
    };
  }
}

/** What facts say of a conversation. */
type Place = Pick<WorkingConversation, "id" | "protocol" | "fields" | "agentName">;
const nowhere: Place = { id: "", protocol: "", fields: {}, agentName: null };

const changesNothing = ({ effects, trace }: StepResult) =>
  effects.length === 0 && trace.every(({ ignored }) => ignored !== undefined);

/** Thrown when a lane would need a second conversation in one commit: the rest waits for the next. */
export class OneAtATime extends Error {}

/** SHA-256 (hex) of a session's canonical JSON: what a replay must give again. */
export const hashOf = (stateText: string): string => hash("sha256", stateText);

/** The event without the texts: those stay in `messages`, and a replay reads them there. */
function slim(event: FlowEvent): Json {
  const stored = "message" in event && event.message ? { ...event, message: { id: event.message.id } } : event;
  return stored as unknown as Json;
}

const working = (
  conversation: StoredConversation,
  { loadedEpoch, openedAt }: { loadedEpoch: number | null; openedAt: number },
): WorkingConversation => ({
  ...conversation,
  loadedEpoch,
  openedAt,
  unreadAdded: 0,
  entries: 0,
  handedOver: false,
  lastMessage: null,
  closedAt: null,
});
