import type { Locale, NodeText } from "@prosa/flow-schema";
import { portWords } from "../port-words.ts";

export const text: Record<Locale, NodeText> = {
  "pt-BR": {
    title: "Mensagem",
    description: "Texto, imagem ou arquivo",
    fields: {
      bubbles: { label: "Mensagens" },
      "bubbles.type": { label: "Tipo" },
      "bubbles.text": { label: "Texto", hint: "Digite {{ no texto para inserir uma variável." },
      "bubbles.media": { label: "Arquivo" },
      "bubbles.voice": { label: "Enviar como mensagem de voz" },
    },
    ports: portWords("pt-BR", "next", "window-shut"),
    options: {
      "bubbles.type": { text: "Texto", image: "Imagem", video: "Vídeo", audio: "Áudio", document: "Documento" },
    },
    lines: { first: "Olá! Como podemos ajudar?" },
  },
  es: {
    title: "Mensaje",
    description: "Texto, imagen o archivo",
    fields: {
      bubbles: { label: "Mensajes" },
      "bubbles.type": { label: "Tipo" },
      "bubbles.text": { label: "Texto", hint: "Escribe {{ en el texto para insertar una variable." },
      "bubbles.media": { label: "Archivo" },
      "bubbles.voice": { label: "Enviar como mensaje de voz" },
    },
    ports: portWords("es", "next", "window-shut"),
    options: {
      "bubbles.type": { text: "Texto", image: "Imagen", video: "Video", audio: "Audio", document: "Documento" },
    },
    lines: { first: "¡Hola! ¿En qué podemos ayudarte?" },
  },
  en: {
    title: "Message",
    description: "Text, picture, sound or file",
    fields: {
      bubbles: { label: "Messages" },
      "bubbles.type": { label: "Kind" },
      "bubbles.text": { label: "Text", hint: "Type {{ in the text to put in a variable." },
      "bubbles.media": { label: "File" },
      "bubbles.voice": { label: "Send as a voice message" },
    },
    ports: portWords("en", "next", "window-shut"),
    options: {
      "bubbles.type": { text: "Text", image: "Picture", video: "Video", audio: "Audio", document: "Document" },
    },
    lines: { first: "Hello! How can we help?" },
  },
};
