import { describe, expect, it } from "vitest";
import { dateValue } from "../locale/calendar.ts";
import { parseDateAnswer } from "./parse-date-answer.ts";
import { parseEmailAnswer } from "./parse-email-answer.ts";
import { parseNumberAnswer } from "./parse-number-answer.ts";
import { parsePhoneAnswer } from "./parse-phone-answer.ts";
import { parseYesNoAnswer } from "./parse-yes-no-answer.ts";

/** A Saturday. */
const today = { year: 2026, month: 11, day: 21 };

describe("a date", () => {
  it.each([
    ["12/05", "pt-BR", "2027-05-12"],
    ["12/05", "en", "2026-12-05"],
    ["13/05", "en", "2027-05-13"],
    ["21/11", "pt-BR", "2026-11-21"],
    ["12/05/2026", "pt-BR", "2026-05-12"],
    ["12.05.85", "pt-BR", "1985-05-12"],
    ["2026-05-12", "en", "2026-05-12"],
    ["nasci em 12 de maio de 1990", "pt-BR", "1990-05-12"],
    ["12 de mayo", "es", "2027-05-12"],
    ["May 12th, 2027", "en", "2027-05-12"],
    ["1º de janeiro", "pt-BR", "2027-01-01"],
    ["1° de maio", "pt-BR", "2027-05-01"],
    ["2 de fevereiro de 85", "pt-BR", "1985-02-02"],
    ["12/mai/85", "pt-BR", "1985-05-12"],
    ["12 de mayo del 85", "es", "1985-05-12"],
    ["12 de mayo de 1985", "es", "1985-05-12"],
    ["May 12, '85", "en", "1985-05-12"],
    ["12 de maio às 10 horas", "pt-BR", "2027-05-12"],
    ["12 de maio 10 horas", "pt-BR", "2027-05-12"],
    ["12/05 - 10h", "pt-BR", "2027-05-12"],
    ["12/05 de 1985", "pt-BR", "1985-05-12"],
    ["el viernes por la mañana", "es", "2026-11-27"],
    ["el viernes a las 10 de la mañana", "es", "2026-11-27"],
    ["mañana por la mañana", "es", "2026-11-22"],
    ["el 30 por la mañana", "es", "2026-11-30"],
    ["mañana", "es", "2026-11-22"],
    ["sexta de manhã", "pt-BR", "2026-11-27"],
    ["amanhã", "pt-BR", "2026-11-22"],
    ["pode ser depois de amanhã?", "pt-BR", "2026-11-23"],
    ["pasado mañana", "es", "2026-11-23"],
    ["hoy", "es", "2026-11-21"],
    ["sexta que vem", "pt-BR", "2026-11-27"],
    ["sábado", "pt-BR", "2026-11-28"],
    ["el viernes", "es", "2026-11-27"],
    ["next friday", "en", "2026-11-27"],
    ["ter", "pt-BR", "2026-11-24"],
    ["dia 12", "pt-BR", "2026-12-12"],
    ["30", "pt-BR", "2026-11-30"],
    ["em 3 dias", "pt-BR", "2026-11-24"],
    ["daqui a 2 semanas", "pt-BR", "2026-12-05"],
    ["in 1 month", "en", "2026-12-21"],
    ["29/02", "pt-BR", "2028-02-29"],
  ] as const)("%s in %s is %s", (text, locale, date) => {
    const found = parseDateAnswer(text, { today, locale });
    expect(found && dateValue(found)).toBe(date);
  });

  it.each([
    "",
    "oi",
    "31/02",
    "32/01/2026",
    "vou ter que ver",
    "não sei",
    "99",
    "de".repeat(50_000),
    "12/05/985",
    "12/05/202",
    "12/05/20266",
    "12 de maio de 985",
    "12 de maio de 5",
    "por la mañana",
  ])("%s is none", (text) => {
    expect(parseDateAnswer(text, { today, locale: "pt-BR" })).toBeNull();
  });
});

describe("a number", () => {
  it.each([
    ["1.234,56", "pt-BR", 1234.56],
    ["R$ 20", "pt-BR", 20],
    ["1.234", "pt-BR", 1234],
    ["1.234", "en", 1.234],
    ["1.5", "pt-BR", 1.5],
    ["1,234.5", "es", 1234.5],
    ["uns 30 anos.", "pt-BR", 30],
    ["-5", "en", -5],
    ["12,5%", "es", 12.5],
    ["1.234.567,8", "pt-BR", 1234567.8],
    ["0.500", "pt-BR", 0.5],
    ["0.500", "es", 0.5],
    ["0,500", "en", 0.5],
    ["0,5", "pt-BR", 0.5],
    [",5", "pt-BR", 0.5],
    ["R$ ,50", "pt-BR", 0.5],
    [".5", "en", 0.5],
    ["sim,5", "pt-BR", 5],
    ["5 mil", "pt-BR", 5000],
    ["R$ 2,3 milhões", "pt-BR", 2_300_000],
    ["1 millón", "es", 1_000_000],
    ["2 mil millones de pesos", "es", 2_000_000_000],
    ["5k", "pt-BR", 5000],
    ["5 kg", "pt-BR", 5],
    ["5 kkk", "pt-BR", 5],
    ["2 milhas", "pt-BR", 2],
    ["COVID-19", "pt-BR", 19],
    ["apto-12", "pt-BR", 12],
    ["R$ -5", "pt-BR", -5],
    ["-R$ 5,00", "pt-BR", -5],
    ["saldo -5", "pt-BR", -5],
    ["menos 5", "pt-BR", -5],
    ["mais ou menos 5", "pt-BR", 5],
    ["pelo menos 5", "pt-BR", 5],
    ["dia-a-dia 3", "pt-BR", 3],
  ] as const)("%s in %s is %d", (text, locale, value) => {
    expect(parseNumberAnswer(text, locale)).toBe(value);
  });

  it.each(["", "vinte", "2 e 3", "1.23.4", "1,2,3", "9".repeat(30)])("%s is none", (text) => {
    expect(parseNumberAnswer(text, "pt-BR")).toBeNull();
  });
});

describe("yes and no", () => {
  it.each(["sim", "Sim!", "s", "claro", "sí", "dale", "yes please", "👍", "com certeza", "Sim, por favor"])(
    "%s is yes",
    (text) => {
      expect(parseYesNoAnswer(text)).toBe(true);
    },
  );
  it.each([
    "não",
    "nao",
    "n",
    "no, gracias",
    "nope",
    "👎",
    "de jeito nenhum",
    "Não, obrigada!",
    "n obg",
    "não quero",
    "no quiero",
    "por enquanto não",
    "não, por enquanto não",
    "ainda não",
    "agora não",
    "não mesmo",
    "não senhor",
    "não, muito obrigado",
    "no, muchas gracias",
    "no, está bien",
    "não, só isso",
    "no, eso es todo",
    "no tengo",
    "não tenho",
    "não preciso",
    "não não",
    "no thank you",
    "not yet",
  ])("%s is no", (text) => {
    expect(parseYesNoAnswer(text)).toBe(false);
  });
  it.each([
    "",
    "não sei",
    "no sé",
    "talvez",
    "sim, talvez",
    "sim e não",
    "nao, sim",
    "o quê?",
    "quanto custa?",
    "não entendi",
    "no entiendo",
    "n sei",
    "ñ sei",
    "não lembro",
    "no idea",
    "no sábado",
    "não quero cancelar",
    "não tenho certeza",
    "no estoy seguro",
    "não tem problema",
    "no hay problema",
    "no problem",
    "no, ok",
  ])("%s is neither", (text) => {
    expect(parseYesNoAnswer(text)).toBeNull();
  });
});

describe("an e-mail address", () => {
  it.each([
    ["ana@exemplo.com.br", "ana@exemplo.com.br"],
    ["meu email é Ana.Souza+x@EXEMPLO.com.", "Ana.Souza+x@exemplo.com"],
    ["<ana@exemplo.com>", "ana@exemplo.com"],
    ["mailto:ana@exemplo.com", "ana@exemplo.com"],
  ])("is found in %s", (text, address) => {
    expect(parseEmailAnswer(text)).toBe(address);
  });
  it.each(["", "ana", "ana@exemplo", "a@b@c.com", "ana@exemplo.com bia@exemplo.com", ".ana@exemplo.com", "ana@-x.com"])(
    "is not in %s",
    (text) => {
      expect(parseEmailAnswer(text)).toBeNull();
    },
  );
});

describe("a phone number", () => {
  it.each([
    ["11 98765-4321", "55", "+5511987654321"],
    ["(11) 8765-4321", "55", "+5511987654321"],
    ["011 98765 4321", "55", "+5511987654321"],
    ["5511987654321", "55", "+5511987654321"],
    ["+55 (11) 3333-4444", "54", "+551133334444"],
    ["11 1234-5678", "54", "+541112345678"],
    ["011 15 1234-5678", "54", "+5491112345678"],
    ["0351 15 123-4567", "54", "+5493511234567"],
    ["+54 9 11 1234-5678", "55", "+5491112345678"],
    ["(212) 555-0100", "1", "+12125550100"],
    ["00351 912 345 678", "55", "+351912345678"],
    ["9 1234 5678", "56", "+56912345678"],
    ["56912345678", "56", "+56912345678"],
    ["51987654321", "51", "+51987654321"],
    ["987 654 321", "51", "+51987654321"],
    ["01 234 5678", "51", "+5112345678"],
    ["34 612 345 678", "34", "+34612345678"],
    ["612 34 56 78", "34", "+34612345678"],
    ["598 99 123 456", "598", "+59899123456"],
    ["099 123 456", "598", "+59899123456"],
    ["59171234567", "591", "+59171234567"],
    ["0981 123 456", "595", "+595981123456"],
    ["573001234567", "57", "+573001234567"],
    ["0412-1234567", "58", "+584121234567"],
    ["55 1234 5678", "52", "+525512345678"],
    ["521 55 1234 5678", "52", "+525512345678"],
    ["+52 1 55 1234 5678", "55", "+525512345678"],
    ["50212345678", "502", "+50212345678"],
    ["8123 4567", "506", "+50681234567"],
    ["507 6123-4567", "507", "+50761234567"],
  ])("%s from +%s is %s", (text, callingCode, phone) => {
    expect(parsePhoneAnswer(text, { callingCode })).toBe(phone);
  });
  it.each(["", "98765-4321", "123", "20 98765-4321", "11 98765-4321 ou 11 91234-5678", "+1"])("%s is none", (text) => {
    expect(parsePhoneAnswer(text, { callingCode: "55" })).toBeNull();
  });
});

it.each(["!", ".", "1.", " ", "1 ", "-", "+", "(", "@", "a@", "ñ ", "não "])(
  "65,000 characters of %j are read at once, whatever stands before and after them",
  (unit) => {
    const long = unit.repeat(65_000 / unit.length);
    const began = performance.now();
    for (const text of [`@${long}x`, `1${long}2`, `${long}x`, `+${long}@`]) {
      parseDateAnswer(text, { today, locale: "pt-BR" });
      parseEmailAnswer(text);
      parseNumberAnswer(text, "pt-BR");
      parsePhoneAnswer(text, { callingCode: "52" });
      parseYesNoAnswer(text);
    }
    expect(performance.now() - began).toBeLessThan(2000);
  },
);
