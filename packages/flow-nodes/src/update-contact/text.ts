import type { Locale, NodeText } from "@prosa/flow-schema";
import { portWords } from "../port-words.ts";

export const text: Record<Locale, NodeText> = {
  "pt-BR": {
    title: "Atualizar contato",
    description: "Guarda dados da pessoa",
    fields: {
      name: { label: "Nome" },
      email: { label: "E-mail" },
      phone: { label: "Telefone" },
      language: { label: "Idioma" },
      fields: { label: "Outros dados" },
      "fields.variable": { label: "Variável do contato" },
      "fields.value": { label: "Valor" },
    },
    ports: portWords("pt-BR", "next"),
    options: {
      language: { "": "não mudar", "pt-BR": "Português", es: "Español", en: "English" },
    },
    lines: {
      name: "Nome: {value}",
      email: "E-mail: {value}",
      phone: "Telefone: {value}",
      language: "Idioma: {value}",
      field: "{variable} = {value}",
    },
  },
  es: {
    title: "Actualizar contacto",
    description: "Guarda datos de la persona",
    fields: {
      name: { label: "Nombre" },
      email: { label: "Correo" },
      phone: { label: "Teléfono" },
      language: { label: "Idioma" },
      fields: { label: "Otros datos" },
      "fields.variable": { label: "Variable del contacto" },
      "fields.value": { label: "Valor" },
    },
    ports: portWords("es", "next"),
    options: {
      language: { "": "no cambiar", "pt-BR": "Português", es: "Español", en: "English" },
    },
    lines: {
      name: "Nombre: {value}",
      email: "Correo: {value}",
      phone: "Teléfono: {value}",
      language: "Idioma: {value}",
      field: "{variable} = {value}",
    },
  },
  en: {
    title: "Update contact",
    description: "Keeps the person's details",
    fields: {
      name: { label: "Name" },
      email: { label: "E-mail" },
      phone: { label: "Phone" },
      language: { label: "Language" },
      fields: { label: "Other data" },
      "fields.variable": { label: "Contact variable" },
      "fields.value": { label: "Value" },
    },
    ports: portWords("en", "next"),
    options: {
      language: { "": "leave as it is", "pt-BR": "Português", es: "Español", en: "English" },
    },
    lines: {
      name: "Name: {value}",
      email: "E-mail: {value}",
      phone: "Phone: {value}",
      language: "Language: {value}",
      field: "{variable} = {value}",
    },
  },
};
