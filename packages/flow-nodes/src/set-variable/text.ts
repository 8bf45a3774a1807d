import type { Locale, NodeText } from "@prosa/flow-schema";
import { portWords } from "../port-words.ts";

export const text: Record<Locale, NodeText> = {
  "pt-BR": {
    title: "Definir variável",
    description: "Guarda um valor",
    fields: {
      assignments: { label: "Valores" },
      "assignments.variable": { label: "Variável" },
      "assignments.operation": { label: "O que fazer" },
      "assignments.value": { label: "Valor" },
    },
    ports: portWords("pt-BR", "next"),
    options: {
      "assignments.operation": {
        set: "guardar",
        add: "somar",
        subtract: "subtrair",
        append: "acrescentar",
        clear: "limpar",
      },
    },
    lines: {
      set: "{variable} = {value}",
      add: "{variable} + {value}",
      subtract: "{variable} − {value}",
      append: "{variable}: acrescentar {value}",
      clear: "Limpar {variable}",
    },
  },
  es: {
    title: "Definir variable",
    description: "Guarda un valor",
    fields: {
      assignments: { label: "Valores" },
      "assignments.variable": { label: "Variable" },
      "assignments.operation": { label: "Qué hacer" },
      "assignments.value": { label: "Valor" },
    },
    ports: portWords("es", "next"),
    options: {
      "assignments.operation": { set: "guardar", add: "sumar", subtract: "restar", append: "agregar", clear: "vaciar" },
    },
    lines: {
      set: "{variable} = {value}",
      add: "{variable} + {value}",
      subtract: "{variable} − {value}",
      append: "{variable}: agregar {value}",
      clear: "Vaciar {variable}",
    },
  },
  en: {
    title: "Set variable",
    description: "Keeps a value",
    fields: {
      assignments: { label: "Values" },
      "assignments.variable": { label: "Variable" },
      "assignments.operation": { label: "What to do" },
      "assignments.value": { label: "Value" },
    },
    ports: portWords("en", "next"),
    options: {
      "assignments.operation": { set: "set to", add: "add", subtract: "subtract", append: "append", clear: "clear" },
    },
    lines: {
      set: "{variable} = {value}",
      add: "{variable} + {value}",
      subtract: "{variable} − {value}",
      append: "{variable}: append {value}",
      clear: "Clear {variable}",
    },
  },
};
