import type { Locale, NodeText } from "@prosa/flow-schema";
import { portWords } from "../port-words.ts";

export const text: Record<Locale, NodeText> = {
  "pt-BR": {
    title: "Etiquetar",
    description: "Marca o contato",
    fields: {
      add: { label: "Pôr etiquetas" },
      remove: { label: "Tirar etiquetas" },
    },
    ports: portWords("pt-BR", "next"),
  },
  es: {
    title: "Etiquetar",
    description: "Marca el contacto",
    fields: {
      add: { label: "Poner etiquetas" },
      remove: { label: "Quitar etiquetas" },
    },
    ports: portWords("es", "next"),
  },
  en: {
    title: "Tag",
    description: "Marks the contact",
    fields: {
      add: { label: "Add tags" },
      remove: { label: "Remove tags" },
    },
    ports: portWords("en", "next"),
  },
};
