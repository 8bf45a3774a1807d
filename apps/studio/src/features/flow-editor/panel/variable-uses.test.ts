import { builtInRegistry } from "@prosa/flow-nodes";
import { emptyDocument } from "@prosa/flow-schema";
import { expect, test } from "vitest";
import clinic from "../fixtures/clinic-flow.json";
import { variableUses } from "./variable-uses.ts";

const document = { ...emptyDocument("chatbot", "pt-BR"), ...(clinic as object) } as ReturnType<typeof emptyDocument>;

test("lists each variable with the blocks that write and read it", () => {
  const uses = variableUses(document, builtInRegistry);
  expect(uses.find((use) => use.name === "data")).toMatchObject({ writtenBy: ["ask"], readBy: ["ok"] });
  expect(uses.find((use) => use.name === "vagas")).toMatchObject({ writtenBy: ["api"], readBy: ["cond", "setv"] });
});

test("shows a declared variable nobody uses, and a used one nobody declared", () => {
  const { nome: _nome, ...variables } = document.variables;
  const changed = {
    ...document,
    variables: { ...variables, livre: { type: "text" as const, scope: "session" as const } },
  };
  const uses = variableUses(changed, builtInRegistry);
  expect(uses.find((use) => use.name === "livre")).toMatchObject({ writtenBy: [], readBy: [] });
  expect(uses.find((use) => use.name === "nome")?.declaration).toBeUndefined();
});

test("puts declared variables first and the system's last", () => {
  const names = variableUses(document, builtInRegistry).map((use) => use.name);
  expect(names).toEqual(["data", "horario", "nome", "urgente", "vagas", "now"]);
});
