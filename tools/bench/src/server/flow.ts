/** A flow whose every turn takes one answer in and says two things, with about 2 KB of variables: the reference's turn. */
export function conversationWithoutEnd() {
  const assignments = (from: number, to: number) =>
    Object.fromEntries(
      Array.from({ length: to - from }, (_, i) => [
        `a${from + i}`,
        {
          variable: `var_${from + i}`,
          operation: "set",
          value: `${String(from + i).padStart(2, "0")}`.repeat(16),
          order: i,
        },
      ]),
    );
  const variables = Object.fromEntries(
    [...Array.from({ length: 37 }, (_, i) => `var_${i}`), "answer"].map((name) => [
      name,
      { type: "text", scope: "session" },
    ]),
  );
  const node = (type: string, config: object, x: number) => ({ type, version: 1, config, at: { x, y: 0 } });
  const reply = "Hello, this is reply 0 to {{answer}}; please choose one of: sales, support, billing.";
  return {
    format: 1,
    kind: "chatbot",
    settings: { language: "en" },
    variables,
    notes: {},
    translations: {},
    nodes: {
      start: node("start", { trigger: "any" }, 0),
      fill: node("set-variable", { assignments: assignments(0, 19) }, 150),
      more: node("set-variable", { assignments: assignments(19, 37) }, 300),
      ask: node(
        "question",
        {
          text: "What would you like to know?",
          answer: "text",
          saveIn: "answer",
          retries: 2,
          retryText: "",
        },
        600,
      ),
      say: node(
        "message",
        {
          bubbles: {
            b: {
              type: "text",
              text: reply,
              order: 0,
            },
          },
        },
        900,
      ),
    },
    edges: Object.fromEntries(
      [
        ["start", "next", "fill"],
        ["fill", "next", "more"],
        ["more", "next", "ask"],
        ["ask", "valid", "say"],
        ["say", "next", "ask"],
      ].map(([from, port, to]) => [
        `${from}:${port}`,
        {
          from: [from, port],
          to,
        },
      ]),
    ),
  };
}
