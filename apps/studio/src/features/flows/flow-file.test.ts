import { expect, test } from "vitest";
import { flowFileName, parseFlowFile } from "./flow-file.ts";

const document = { format: 1, nodes: {} };

test("reads an exported file back", () => {
  const text = JSON.stringify({ name: "Boas-vindas", document });
  expect(parseFlowFile(text, "whatever.json")).toEqual({ name: "Boas-vindas", document });
});

test("takes a bare document and names it after the file", () => {
  expect(parseFlowFile(JSON.stringify(document), "Agenda.prosa.json")).toEqual({ name: "Agenda", document });
});

test("refuses what is not a flow", () => {
  for (const text of ["", "nonsense", "[]", "7", "{}", '{"document":{}}', '{"format":1}'])
    expect(parseFlowFile(text, "a.json")).toBeNull();
});

test("makes file names without accents, spaces or slashes", () => {
  expect(flowFileName("Agendamento / Exames (São Paulo)")).toBe("agendamento-exames-sao-paulo.prosa.json");
  expect(flowFileName("日本")).toBe("flow.prosa.json");
});
