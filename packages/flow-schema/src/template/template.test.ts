import { describe, expect, it } from "vitest";
import type { Value } from "../value.ts";
import { fillSecrets } from "./fill-secrets.ts";
import { parseTemplate, templateReads, templateSecrets } from "./parse-template.ts";
import { renderSecretTemplate, renderTemplate } from "./render-template.ts";

const hostile = '{{secret.token}} "aspas"\n{{nome}}';
const values: Record<string, Value> = {
  nome: "ana maria da silva",
  vazio: "",
  valor: 1234.5,
  sim: true,
  dia: "2026-05-12",
  hora: "2026-05-12T14:05",
  lista: ["um", "dois"],
  telefone: "+5511987654321",
  malicioso: hostile,
};
const from = { read: (path: string) => values[path], locale: "pt-BR" as const };

describe("a template", () => {
  it.each([
    ["Olá, {{nome}}!", "Olá, ana maria da silva!"],
    ["{{ nome | first_word | capitalize }}", "Ana"],
    ["{{nome|upper}}", "ANA MARIA DA SILVA"],
    ["{{vazio | default: 'cliente'}} {{nada | default: “você”}}", "cliente você"],
    ["{{valor}} {{valor | number}} {{valor | number: 2}}", "1234,5 1.234,5 1.234,50"],
    ["{{valor | currency}} {{valor | currency: USD}} {{valor | currency: 'CLP'}}", "R$ 1.234,50 US$ 1.234,50 $ 1.235"],
    ["{{dia | date}} {{dia | date: long}} {{dia | date: 'dd/mm'}}", "12/05/2026 12 de maio de 2026 12/05"],
    ["{{hora | date: 'hh:mm'}} {{hora | date: 'weekday, d/m'}}", "14:05 terça-feira, 12/5"],
    ["{{lista}} {{lista | join: ' e '}} {{lista | count}}", "um, dois um e dois 2"],
    ["{{telefone | phone}} {{sim}}", "(11) 98765-4321 Sim"],
    ["{{nada}}|", "|"],
  ])("renders %s", (source, text) => {
    expect(renderTemplate(source, from)).toBe(text);
  });

  it("puts a value in as it is and never reads it again", () => {
    expect(renderTemplate("Você disse: {{malicioso}}", from)).toBe(`Você disse: ${hostile}`);
  });

  it.each([
    ["{{nome", "unclosed", 0],
    ["oi {{}}", "empty", 3],
    ["{{2 + 2}}", "bad-name", 0],
    ["{{nome | eval}}", "unknown-filter", 0],
    ["a {{nome | default: }}", "bad-argument", 2],
    ["{{nome.constructor()}}", "bad-name", 0],
  ])("says where %s is wrong, and leaves it as text", (source, code, start) => {
    expect(parseTemplate(source).errors).toMatchObject([{ code, start }]);
    expect(renderTemplate(source, from)).toBe(source);
  });

  it("names what it reads, secrets apart", () => {
    const source = "{{nome}} {{contact.name}} {{nome | upper}} {{secret.token}}";
    expect(templateReads(source)).toEqual(["nome", "contact.name"]);
    expect(templateSecrets(source)).toEqual(["token"]);
  });

  it("writes a date as people do where it is declared one", () => {
    expect(renderTemplate("{{dia}}", { ...from, typeOf: () => "date" })).toBe("12/05/2026");
    expect(renderTemplate("{{dia}}", { ...from, locale: "en", typeOf: () => "date" })).toBe("05/12/2026");
  });

  it("escapes values for the place they stand in, in JSON", () => {
    const json = renderTemplate(
      '{"a":"{{malicioso}}","b":{{lista}},"c":{{valor}},"d":{{nada}},"e":{{nome}}}',
      from,
      "json",
    );
    expect(JSON.parse(json)).toEqual({ a: values.malicioso, b: ["um", "dois"], c: 1234.5, d: null, e: values.nome });
  });

  it("keeps a brace of JSON before a hole", () => {
    expect(renderTemplate('{"a":{"id":{{{nome}}}}', from)).toContain("{ana maria");
  });

  it("percent-encodes values in addresses, save a whole address", () => {
    expect(renderTemplate("https://a.example/{{nome}}?q={{malicioso}}", from, "url")).toBe(
      `https://a.example/ana%20maria%20da%20silva?q=${encodeURIComponent(hostile)}`,
    );
    const whole = { read: () => "https://b.example/x?y=1", locale: "en" as const };
    expect(renderTemplate("{{base}}/z", whole, "url")).toBe("https://b.example/x?y=1/z");
    expect(renderTemplate("a{{x}}", { read: () => "\ud800", locale: "en" }, "url")).toBe("a%EF%BF%BD");
  });

  it("leaves the holes of secrets to the server, and empty everywhere else", () => {
    expect(renderSecretTemplate("Bearer {{secret.token}} {{nome}}", from)).toEqual([
      "Bearer ",
      { secret: "token" },
      " ana maria da silva",
    ]);
    expect(renderTemplate("Bearer {{secret.token}}", from)).toBe("Bearer ");
    expect(renderSecretTemplate("{{malicioso}}", from)).toEqual([values.malicioso]);
  });

  it("writes secrets as their place wants them", () => {
    const json = renderSecretTemplate('{"key":"k-{{secret.a}}","token":{{secret.a}}}', from, "json");
    expect(JSON.parse(fillSecrets(json, { a: 'x"\\' }))).toEqual({ key: 'k-x"\\', token: 'x"\\' });
    const url = renderSecretTemplate("https://a.example/?key={{secret.a}}", from, "url");
    expect(fillSecrets(url, { a: "a&b c" })).toBe("https://a.example/?key=a%26b%20c");
    expect(fillSecrets(["Bearer ", { secret: "constructor" }], {})).toBe("Bearer ");
  });

  it("reads a very long text of braces in no time", () => {
    const source = "{{".repeat(50_000);
    expect(parseTemplate(source).errors).toHaveLength(1);
    expect(parseTemplate("{{a ".repeat(20_000)).errors.length).toBeGreaterThan(0);
  });
});
