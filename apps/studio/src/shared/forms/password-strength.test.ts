import { expect, test } from "vitest";
import { passwordStrength } from "./password-strength.ts";

test("asks for ten characters first", () => {
  expect(passwordStrength("Aa1!Aa1!x")).toBe("short");
});

test("sees through keyboard rows, repeats and one's own name", () => {
  expect(passwordStrength("1234567890")).toBe("weak");
  expect(passwordStrength("aaaaaaaaaaaaaaaa")).toBe("weak");
  expect(passwordStrength("anasouza2026", ["Ana Souza", "ana@padaria.example"])).toBe("weak");
});

test("likes sentences", () => {
  expect(passwordStrength("o gato dorme no telhado azul")).toBe("strong");
  expect(passwordStrength("pão quentinho 7h")).not.toBe("weak");
});
