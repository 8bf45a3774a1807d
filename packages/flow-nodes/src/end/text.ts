import type { Locale, NodeText } from "@prosa/flow-schema";

export const text: Record<Locale, NodeText> = {
  "pt-BR": {
    title: "Encerrar",
    description: "Fecha o atendimento",
    fields: {
      text: { label: "Última mensagem" },
      close: { label: "Fechar o atendimento" },
    },
    lines: { closes: "Fecha o atendimento" },
  },
  es: {
    title: "Cerrar",
    description: "Cierra la atención",
    fields: {
      text: { label: "Último mensaje" },
      close: { label: "Cerrar la atención" },
    },
    lines: { closes: "Cierra la atención" },
  },
  en: {
    title: "End",
    description: "Closes the conversation",
    fields: {
      text: { label: "Last message" },
      close: { label: "Close the conversation" },
    },
    lines: { closes: "Closes the conversation" },
  },
};
