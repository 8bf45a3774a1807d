import {
  coerceValue,
  dateValue,
  type FlowDocument,
  own,
  pickValue,
  type SystemVariable,
  systemVariables,
  type Value,
  type VariableType,
} from "@prosa/flow-schema";
import type { Turn } from "./turn.ts";

/** A variable's value by name or dotted path; undefined when unset. `document` declares where it lives. */
export function readVariable(turn: Turn, document: FlowDocument, path: string): Value | undefined {
  if (Object.hasOwn(systemVariables, path)) return systemValues[path as SystemVariable](turn);
  const dot = path.indexOf(".");
  if (dot === -1) return readRoot(turn, document, path);
  return pickValue(readRoot(turn, document, path.slice(0, dot)), path.slice(dot + 1));
}

/** The name a path begins with, as reads and writes are recorded. */
export function variableNameOf(path: string): string {
  if (Object.hasOwn(systemVariables, path)) return path;
  const dot = path.indexOf(".");
  return dot === -1 ? path : path.slice(0, dot);
}

export function variableTypeOf(document: FlowDocument, path: string): VariableType | undefined {
  if (Object.hasOwn(systemVariables, path)) return systemVariables[path as SystemVariable];
  return own(document.variables, path)?.type;
}

/** Writes a variable where its scope says: session state, or an update of contact or conversation. */
export function writeVariable(
  turn: Turn,
  document: FlowDocument,
  { name, value: given, node }: { name: string; value: Value; node: string },
): void {
  const declared = own(document.variables, name);
  const { timeZone } = turn.facts.workspace;
  const reading = { locale: document.settings.language, today: turn.civil, timeZone };
  const value = declared ? coerceValue(given, declared.type, reading) : given;
  if (declared?.scope === "contact") turn.updateContact({ fields: { [name]: value } }, node);
  else if (declared?.scope === "conversation") turn.updateConversation({ [name]: value }, node);
  else {
    turn.session.variables = { ...turn.session.variables, [name]: value };
    turn.stateGrew = true;
  }
}

function readRoot(turn: Turn, document: FlowDocument, name: string): Value | undefined {
  const scope = own(document.variables, name)?.scope;
  if (scope === "contact") return own(turn.facts.contact.fields, name);
  if (scope === "conversation") return own(turn.facts.conversation.fields, name);
  return own(turn.session.variables, name);
}

const systemValues: Record<SystemVariable, (turn: Turn) => Value> = {
  now: ({ civil }) => dateValue(civil),
  today: ({ civil: { year, month, day } }) => dateValue({ year, month, day }),
  "contact.name": ({ facts }) => facts.contact.name,
  "contact.firstName": ({ facts }) => facts.contact.name?.trim().split(/\s+/)[0] ?? null,
  "contact.phone": ({ facts }) => facts.contact.phone,
  "contact.email": ({ facts }) => facts.contact.email,
  "contact.language": ({ facts }) => facts.contact.language,
  "contact.tags": ({ facts }) => facts.contact.tags,
  "channel.type": ({ facts }) => facts.channel.type,
  "channel.name": ({ facts }) => facts.channel.name,
  "conversation.protocol": ({ facts }) => facts.conversation.protocol,
  "agent.name": ({ facts }) => facts.conversation.agentName,
  "message.text": ({ session }) => session.lastText,
  "workspace.name": ({ facts }) => facts.workspace.name,
  "flow.name": (turn) => turn.version(turn.frame.version).name,
};
