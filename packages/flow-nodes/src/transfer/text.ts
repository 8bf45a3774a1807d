import type { Locale, NodeText } from "@prosa/flow-schema";

export const text: Record<Locale, NodeText> = {
  "pt-BR": {
    title: "Transferir",
    description: "Para a fila de uma equipe",
    fields: {
      queue: { label: "Fila" },
      text: { label: "Mensagem ao cliente" },
      note: { label: "Nota para a equipe", hint: "Só a equipe vê." },
    },
    lines: { first: "Vou chamar alguém da equipe. Um momento!", default: "Fila padrão", queue: "{queue}" },
  },
  es: {
    title: "Transferir",
    description: "A la cola de un equipo",
    fields: {
      queue: { label: "Cola" },
      text: { label: "Mensaje al cliente" },
      note: { label: "Nota para el equipo", hint: "Solo la ve el equipo." },
    },
    lines: {
      first: "Voy a llamar a alguien del equipo. ¡Un momento!",
      default: "Cola predeterminada",
      queue: "{queue}",
    },
  },
  en: {
    title: "Transfer",
    description: "To a team's queue",
    fields: {
      queue: { label: "Queue" },
      text: { label: "Message to the customer" },
      note: { label: "Note for the team", hint: "Only the team sees it." },
    },
    lines: { first: "I will get someone from the team. One moment!", default: "Default queue", queue: "{queue}" },
  },
};
