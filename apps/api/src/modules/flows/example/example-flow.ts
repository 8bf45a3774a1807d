import { type FlowDocument, type FlowNode, flowDocument, type Locale } from "@prosa/flow-schema";
import { exampleWords } from "./example-words.ts";

/** A small clinic's reception: greets, offers a menu, takes a booking, tells the hours, hands over to people. */
export function exampleFlow(locale: Locale): FlowDocument {
  const words = exampleWords[locale];
  const text = (content: string) => ({ bubbles: { b1: { type: "text", text: content, order: 1 } } });
  return flowDocument.parse({
    format: 1,
    kind: "chatbot",
    settings: { language: locale },
    variables: {
      paciente: { type: "text", scope: "session" },
      dia: { type: "date", scope: "session" },
    },
    nodes: {
      start: node("start", { trigger: "any" }, [0, 0]),
      hello: node("message", text(words.hello), [0, 170]),
      menu: node(
        "menu",
        {
          text: words.menu,
          button: words.button,
          retries: 2,
          retryText: words.chooseAgain,
          noAnswer: {
            amount: 12,
            unit: "hours",
          },
          options: {
            book: {
              title: words.book,
              order: 1,
            },
            hours: {
              title: words.hours,
              order: 2,
            },
            person: {
              title: words.person,
              order: 3,
            },
          },
        },
        [0, 400],
        words.labels.menu,
      ),
      name: node("question", { text: words.askName, answer: "text", saveIn: "paciente", min: 2 }, [300, 0]),
      date: node(
        "question",
        {
          text: words.askDate,
          answer: "date",
          saveIn: "dia",
          retryText: words.dateAgain,
          min: 0,
          retries: 2,
        },
        [300, 290],
      ),
      tag: node("tag-contact", { add: [words.tag], remove: [] }, [600, 0]),
      soon: node(
        "condition",
        {
          branches: {
            today: {
              label: "",
              join: "and",
              order: 1,
              rules: {
                r1: {
                  left: "dia",
                  operator: "is",
                  right: "{{today}}",
                  order: 1,
                },
              },
            },
          },
        },
        [600, 170],
        words.labels.weekend,
      ),
      reception: node("transfer", { queue: null, text: words.weekend, note: words.note }, [900, 0]),
      booked: node("message", text(words.booked), [900, 260]),
      done: node("end", { text: "", close: true }, [900, 600]),
      hours: node("message", text(words.openHours), [300, 680]),
      person: node("transfer", { queue: null, text: words.toPerson, note: "" }, [600, 560]),
    },
    edges: links([
      ["start", "next", "hello"],
      ["hello", "next", "menu"],
      ["hello", "window-shut", "person"],
      ["menu", "book", "name"],
      ["menu", "hours", "hours"],
      ["menu", "person", "person"],
      ["menu", "else", "person"],
      ["menu", "timeout", "done"],
      ["menu", "window-shut", "person"],
      ["hours", "next", "menu"],
      ["hours", "window-shut", "person"],
      ["name", "valid", "date"],
      ["name", "invalid", "person"],
      ["name", "window-shut", "person"],
      ["date", "valid", "tag"],
      ["date", "invalid", "person"],
      ["date", "window-shut", "person"],
      ["tag", "next", "soon"],
      ["soon", "today", "reception"],
      ["soon", "else", "booked"],
      ["booked", "next", "done"],
      ["booked", "window-shut", "done"],
    ]),
    notes: {},
    translations: {},
  });
}

const node = (type: string, config: object, [x, y]: [number, number], label?: string) =>
  ({ type, version: 1, config, at: { x, y }, ...(label && { label }) }) as FlowNode;

const links = (all: [string, string, string][]) =>
  Object.fromEntries(all.map(([from, port, to]) => [`${from}:${port}`, { from: [from, port], to }]));
