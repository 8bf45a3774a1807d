import type { Locale } from "@prosa/flow-schema";

const words = {
  "pt-BR": {
    next: "Próximo",
    else: "Outra resposta",
    timeout: "Sem resposta",
    valid: "Resposta válida",
    invalid: "Resposta inválida",
    ok: "Deu certo",
    error: "Falhou",
    refused: "Recusada pelo WhatsApp",
    "window-shut": "Janela de 24 h fechada",
  },
  es: {
    next: "Siguiente",
    else: "Otra respuesta",
    timeout: "Sin respuesta",
    valid: "Respuesta válida",
    invalid: "Respuesta no válida",
    ok: "Salió bien",
    error: "Falló",
    refused: "Rechazada por WhatsApp",
    "window-shut": "Ventana de 24 h cerrada",
  },
  en: {
    next: "Next",
    else: "Any other answer",
    timeout: "No answer",
    valid: "Valid answer",
    invalid: "Invalid answer",
    ok: "Worked",
    error: "Failed",
    refused: "Refused by WhatsApp",
    "window-shut": "24-hour window shut",
  },
} as const satisfies Record<Locale, Record<string, string>>;

type PortWord = keyof (typeof words)["en"];

/** The words of exits that several node types share. */
export function portWords(locale: Locale, ...ports: PortWord[]): Record<string, string> {
  return Object.fromEntries(ports.map((port) => [port, words[locale][port]]));
}
