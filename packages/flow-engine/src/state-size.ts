import { RunFailure } from "./run-failure.ts";
import type { Turn } from "./turn.ts";

/** A session, and what a turn writes to a contact or a conversation, are each at most `limits.stateBytes` of JSON. */
export function checkStateSize(turn: Turn): void {
  const { stateBytes } = turn.limits;
  if (turn.stateGrew) check(turn.session, stateBytes);
  for (const effect of turn.effects) {
    if (effect.type === "contact.update") check(effect.set, stateBytes);
    if (effect.type === "conversation.update") check(effect.fields, stateBytes);
  }
}

function check(value: unknown, most: number): void {
  const json = JSON.stringify(value);
  if (json.length * 3 <= most) return; // no character takes more than three bytes a code unit
  const bytes = utf8Length(json);
  if (bytes > most) throw new RunFailure("state-too-large", `${bytes} > ${most}`);
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
