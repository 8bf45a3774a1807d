import { ask, drawing, start, text } from "../../src/runtime/testing/talk.ts";

/** A flow without end: every line a customer writes is answered by two messages, the first of which repeats it. */
export const echoFlow = drawing(
  { start: start(), hello: text("Welcome."), ask: ask("Next?", "line"), echo: text("You said: {{line}}") },
  { "start:next": "hello", "hello:next": "ask", "ask:valid": "echo", "echo:next": "ask" },
  { line: { type: "text", scope: "session" } },
);
