import type { ChannelCapabilities, Effect, Facts } from "@prosa/flow-schema";
import type { FlowCase } from "./flow-case.ts";

/** Saturday, 21 November 2026, 10:00 in São Paulo: when every case begins. */
export const caseStart = 1_795_266_000_000;

/** A channel as WhatsApp is: three buttons, lists of ten, a window of 24 hours. */
const caseChannel: ChannelCapabilities = {
  type: "whatsapp",
  textLength: 4096,
  buttons: { max: 3, titleLength: 20, bodyLength: 1024 },
  list: { rows: 10, titleLength: 24, descriptionLength: 72, buttonLength: 20, bodyLength: 4096 },
  media: {},
  windowMs: 86_400_000,
  templates: true,
  voice: true,
  reply: "push",
};

export const channelOf = ({ channel }: FlowCase): ChannelCapabilities => ({ ...caseChannel, ...channel });

/** Ana of São Paulo, unless the case says otherwise. */
export function factsOf({ facts = {} }: FlowCase): Facts {
  return {
    contact: {
      id: "contact",
      name: "Ana Souza",
      phone: "+5511987654321",
      email: null,
      language: null,
      tags: [],
      fields: {},
      ...facts.contact,
    },
    conversation: {
      id: "conversation",
      protocol: "20261121-0001",
      fields: {},
      agentName: null,
      lastInboundAt: null,
      ...facts.conversation,
    },
    channel: { type: "whatsapp", name: "Recepção", ...facts.channel },
    workspace: { name: "Clínica Vida Plena", timeZone: "America/Sao_Paulo", locale: "pt-BR", ...facts.workspace },
  };
}

/** What the world is after these effects: the next event reads it so. */
export function afterEffects(before: Facts, effects: readonly Effect[]): Facts {
  let facts = before;
  for (const effect of effects) facts = afterEffect(facts, effect);
  return facts;
}

function afterEffect(facts: Facts, effect: Effect): Facts {
  const { contact, conversation } = facts;
  if (effect.type === "contact.update") {
    const { fields, ...known } = effect.set;
    return { ...facts, contact: { ...contact, ...known, fields: { ...contact.fields, ...fields } } };
  }
  if (effect.type === "contact.tag") {
    const kept = contact.tags.filter((tag) => !effect.remove.includes(tag));
    return { ...facts, contact: { ...contact, tags: [...new Set([...kept, ...effect.add])] } };
  }
  if (effect.type !== "conversation.update") return facts;
  return { ...facts, conversation: { ...conversation, fields: { ...conversation.fields, ...effect.fields } } };
}
