import { assign, emit, setup } from "xstate";

interface Context {
  answer: string;
  times: number;
}
type Message = { type: "message.received"; text: string; at: number };

/** The same five states as the flow beside it: texts made from the context, sent as emitted actions. */
export const machine = setup({
  types: {} as { context: Context; events: Message; emitted: { type: "message.send"; text: string } },
  guards: { asksForAppointment: ({ context }) => context.answer.toLowerCase().includes("consulta") },
}).createMachine({
  context: { answer: "", times: 0 },
  initial: "ask",
  states: {
    ask: {
      entry: emit(({ context }) => ({
        type: "message.send",
        text: `Como posso ajudar? Resposta anterior: ${context.answer}`,
      })),
      on: { "message.received": { target: "count", actions: assign({ answer: ({ event }) => event.text }) } },
    },
    count: { entry: assign({ times: ({ context }) => context.times + 1 }), always: "check" },
    check: { always: [{ guard: "asksForAppointment", target: "yes" }, { target: "no" }] },
    yes: {
      entry: emit(({ context }) => ({ type: "message.send", text: `Certo, *${context.answer}*.` })),
      always: "ask",
    },
    no: { entry: emit(({ context }) => ({ type: "message.send", text: `Anotei: ${context.answer}` })), always: "ask" },
  },
});
