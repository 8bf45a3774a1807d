import type { Locale, NodeText } from "@prosa/flow-schema";
import { portWords } from "../port-words.ts";

export const text: Record<Locale, NodeText> = {
  "pt-BR": {
    title: "Início",
    description: "Onde o fluxo começa",
    fields: {
      trigger: { label: "Começa com" },
      keywords: { label: "Palavras-chave", hint: "A mais longa que combinar vence." },
      "keywords.text": { label: "Palavra", placeholder: "agendar" },
      "keywords.match": { label: "Combina quando" },
    },
    ports: portWords("pt-BR", "next"),
    options: {
      trigger: { any: "Qualquer mensagem", keyword: "Palavras-chave", "new-contact": "Contato novo" },
      "keywords.match": {
        exact: "a mensagem é só ela",
        contains: "aparece na mensagem",
        "starts-with": "começa a mensagem",
      },
    },
    lines: { any: "Qualquer mensagem", "new-contact": "Contato novo" },
  },
  es: {
    title: "Inicio",
    description: "Donde empieza el flujo",
    fields: {
      trigger: { label: "Empieza con" },
      keywords: { label: "Palabras clave", hint: "Gana la más larga que coincida." },
      "keywords.text": { label: "Palabra", placeholder: "turno" },
      "keywords.match": { label: "Coincide cuando" },
    },
    ports: portWords("es", "next"),
    options: {
      trigger: { any: "Cualquier mensaje", keyword: "Palabras clave", "new-contact": "Contacto nuevo" },
      "keywords.match": {
        exact: "el mensaje es solo ella",
        contains: "aparece en el mensaje",
        "starts-with": "empieza el mensaje",
      },
    },
    lines: { any: "Cualquier mensaje", "new-contact": "Contacto nuevo" },
  },
  en: {
    title: "Start",
    description: "Where the flow begins",
    fields: {
      trigger: { label: "Begins with" },
      keywords: { label: "Keywords", hint: "The longest one that matches wins." },
      "keywords.text": { label: "Word", placeholder: "book" },
      "keywords.match": { label: "Matches when" },
    },
    ports: portWords("en", "next"),
    options: {
      trigger: { any: "Any message", keyword: "Keywords", "new-contact": "A new contact" },
      "keywords.match": {
        exact: "the message is just that",
        contains: "it is in the message",
        "starts-with": "the message begins with it",
      },
    },
    lines: { any: "Any message", "new-contact": "A new contact" },
  },
};
