import type { Locale, NodeText } from "@prosa/flow-schema";

export const text: Record<Locale, NodeText> = {
  "pt-BR": {
    title: "Ir para",
    description: "Continua em outro bloco",
    fields: {
      target: { label: "Bloco" },
    },
    lines: { to: "Vai para {node}" },
  },
  es: {
    title: "Ir a",
    description: "Sigue en otro bloque",
    fields: {
      target: { label: "Bloque" },
    },
    lines: { to: "Va a {node}" },
  },
  en: {
    title: "Go to",
    description: "Goes on at another node",
    fields: {
      target: { label: "Node" },
    },
    lines: { to: "Goes to {node}" },
  },
};
