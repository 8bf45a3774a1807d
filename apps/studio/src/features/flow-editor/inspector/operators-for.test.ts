import { expect, test } from "vitest";
import { operatorsFor, takesValue } from "./operators-for.ts";

const document = {
  variables: { idade: { type: "number", scope: "session" }, aceita: { type: "yes-no", scope: "session" } },
} as const;

test("offers what makes sense for a variable's type", () => {
  expect(operatorsFor("idade", document)).toContain("greater");
  expect(operatorsFor("idade", document)).not.toContain("contains");
  expect(operatorsFor("aceita", document)[0]).toBe("is-yes");
  expect(operatorsFor("today", document)).toContain("before");
  expect(operatorsFor("contact.tags", document)[0]).toBe("has-tag");
});

test("compares what is not declared as text", () => {
  expect(operatorsFor("toString", document)).toContain("starts-with");
});

test("knows which comparisons stand alone", () => {
  expect(takesValue("is")).toBe(true);
  expect(takesValue("is-empty")).toBe(false);
});
