import type { Locale, NodeText } from "@prosa/flow-schema";
import { portWords } from "../port-words.ts";

export const text: Record<Locale, NodeText> = {
  "pt-BR": {
    title: "Rodar outro fluxo",
    description: "Faz outro fluxo e volta",
    fields: {
      flow: { label: "Fluxo" },
    },
    ports: portWords("pt-BR", "next"),
    lines: { runs: "Roda {flow}" },
  },
  es: {
    title: "Ejecutar otro flujo",
    description: "Hace otro flujo y vuelve",
    fields: {
      flow: { label: "Flujo" },
    },
    ports: portWords("es", "next"),
    lines: { runs: "Ejecuta {flow}" },
  },
  en: {
    title: "Run another flow",
    description: "Another flow, then back",
    fields: {
      flow: { label: "Flow" },
    },
    ports: portWords("en", "next"),
    lines: { runs: "Runs {flow}" },
  },
};
