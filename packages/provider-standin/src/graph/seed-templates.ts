import type { StoredTemplate } from "../state/store.ts";

/** What a new account begins with, so that there is something to send when the window is shut. */
export const seedTemplates: Array<Omit<StoredTemplate, "id" | "businessAccountId">> = [
  {
    name: "hello_world",
    language: "en_US",
    category: "UTILITY",
    status: "APPROVED",
    parameter_format: "POSITIONAL",
    components: [
      { type: "HEADER", format: "TEXT", text: "Hello World" },
      { type: "BODY", text: "Welcome! This message shows that a template reaches you when the window is shut." },
      { type: "FOOTER", text: "Provider stand-in" },
    ],
  },
  {
    name: "lembrete_consulta",
    language: "pt_BR",
    category: "UTILITY",
    status: "APPROVED",
    parameter_format: "POSITIONAL",
    components: [
      {
        type: "BODY",
        text: "Olá, {{1}}! Sua consulta está marcada para {{2}}. Podemos confirmar?",
        example: { body_text: [["Ana", "amanhã às 15h"]] },
      },
      { type: "FOOTER", text: "Responda quando puder" },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Confirmar" },
          { type: "QUICK_REPLY", text: "Remarcar" },
        ],
      },
    ],
  },
  {
    name: "pedido_enviado",
    language: "pt_BR",
    category: "UTILITY",
    status: "APPROVED",
    parameter_format: "NAMED",
    components: [
      { type: "HEADER", format: "TEXT", text: "Pedido a caminho" },
      {
        type: "BODY",
        text: "{{nome}}, seu pedido {{pedido}} saiu para entrega.",
        example: {
          body_text_named_params: [
            { param_name: "nome", example: "Ana" },
            { param_name: "pedido", example: "1024" },
          ],
        },
      },
      {
        type: "BUTTONS",
        buttons: [{ type: "URL", text: "Acompanhar", url: "https://example.com/pedidos/{{1}}", example: ["1024"] }],
      },
    ],
  },
  {
    name: "recordatorio_cita",
    language: "es",
    category: "UTILITY",
    status: "APPROVED",
    parameter_format: "POSITIONAL",
    components: [
      {
        type: "BODY",
        text: "Hola, {{1}}. Te esperamos el {{2}}.",
        example: { body_text: [["Ana", "lunes a las 15"]] },
      },
    ],
  },
];
