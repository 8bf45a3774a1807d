import {
  type CardRow,
  type ContactChange,
  defineNode,
  inOrder,
  keyed,
  locales,
  type NodeRun,
  parseEmailAnswer,
  parsePhoneAnswer,
  type Value,
} from "@prosa/flow-schema";
import { z } from "zod";
import { callingCodeOf } from "../calling-code.ts";
import { givenValue } from "../given-value.ts";
import { readsOf } from "../texts.ts";
import { text } from "./text.ts";

const line = z.string().max(500).default("").meta({ field: "template-line" });

const config = z.object({
  name: line,
  email: line,
  phone: line,
  language: z.enum(["", ...locales]).default(""),
  /** Variables kept with the contact. */
  fields: keyed(
    z.object({
      variable: z.string().max(64).default("").meta({ field: "variable-target" }),
      value: z.string().max(4000).default("").meta({ field: "template-line" }),
    }),
    30,
  ).default({}),
});
type Config = z.infer<typeof config>;

/** Writes what is known of the contact. What is empty or cannot be (an address without @) leaves it as it was. */
export const updateContact = defineNode<Config>({
  type: "update-contact",
  version: 1,
  kinds: ["chatbot", "campaign", "callbot"],
  config,
  initial: () => ({ name: "", email: "", phone: "", language: "", fields: {} }),
  ports: () => [{ id: "next", kind: "main" }],
  reads: ({ name, email, phone, fields }) =>
    readsOf(name, email, phone, ...Object.values(fields).map(({ value }) => value)),
  writes: ({ fields }) => inOrder(fields).flatMap(({ variable }) => (variable === "" ? [] : [variable])),
  localizable: () => [],
  idempotent: true,
  check: ({ name, email, phone, language, fields }) => {
    if ([name, email, phone, language].every((value) => value === "") && Object.keys(fields).length === 0) {
      return [{ code: "missing-setting", severity: "error", field: "/name", params: {} }];
    }
    return inOrder(fields)
      .filter(({ variable }) => variable === "")
      .map(({ id }) => ({ code: "missing-setting", severity: "error", field: `/fields/${id}/variable`, params: {} }));
  },
  run: (run) => {
    const change = changeOf(run);
    const set: Record<string, Value> = {};
    for (const { variable, value } of inOrder(run.config.fields)) {
      if (variable === "") continue;
      const type = run.typeOf(variable) ?? "text";
      // A text takes what people read: Sim, not true.
      set[variable] = type === "text" ? run.text(value) : givenValue(run, value, { type });
    }
    const effects = Object.keys(change).length === 0 ? [] : [{ type: "contact.update" as const, set: change }];
    return { effects, set, exit: "next" };
  },
  ui: {
    icon: "user-pen",
    category: "action",
    text,
    card: ({ name, email, phone, language, fields }) => [
      ...Object.entries({ name, email, phone, language })
        .filter(([, value]) => value !== "")
        .map(([key, value]): CardRow => ({ kind: "line", key, params: { value } })),
      ...inOrder(fields).map(
        ({ variable, value }): CardRow => ({
          kind: "line",
          key: "field",
          params: { variable: `{{${variable}}}`, value },
        }),
      ),
    ],
  },
});

function changeOf(run: NodeRun<Config>): ContactChange {
  const { name, email, phone, language } = run.config;
  const change: ContactChange = {};
  const [called, address] = [run.text(name).trim(), parseEmailAnswer(run.text(email))];
  const callingCode = callingCodeOf(run.facts.contact.phone, run.locale);
  const number = phone === "" ? null : parsePhoneAnswer(run.text(phone), { callingCode });
  if (called !== "") change.name = called.slice(0, 200);
  if (address !== null) change.email = address;
  if (number !== null) change.phone = number;
  if (language !== "") change.language = language;
  return change;
}
