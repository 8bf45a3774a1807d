import { describe, expect, it } from "vitest";
import { identityOf, phoneKeys } from "./identity.ts";

describe("phone numbers that come in two forms", () => {
  it.each([
    ["Brazil, with the ninth digit", "5531987654321", "5531987654321", ["553187654321"]],
    ["Brazil, without it", "553187654321", "5531987654321", ["553187654321"]],
    ["Brazil, written by a person", "+55 (11) 98765-4321", "5511987654321", ["551187654321"]],
    ["Brazil, a landline", "551133334444", "551133334444", []],
    ["Brazil, nine digits that no old number had", "5511923456789", "5511923456789", []],
    ["Argentina, with the 9", "5491158749895", "5491158749895", ["541158749895"]],
    ["Argentina, without it", "541158749895", "5491158749895", ["541158749895"]],
    ["Mexico, with the 1", "5215512345678", "525512345678", ["5215512345678"]],
    ["Mexico, without it", "525512345678", "525512345678", ["5215512345678"]],
    ["elsewhere", "16505551234", "16505551234", []],
    ["nothing", "", "", []],
  ])("%s", (_, phone, canonical, aliases) => {
    expect(phoneKeys(phone)).toEqual({ canonical, aliases });
  });
});

describe("a person's keys", () => {
  const person = { userId: null, waId: null, name: "Ana", username: null };

  it("begin with the user id, and the address is the phone as WhatsApp wrote it", () => {
    expect(identityOf({ ...person, userId: "BR.1", waId: "553187654321" })).toEqual({
      keys: ["user:BR.1", "phone:5531987654321"],
      address: "553187654321",
      phone: "5531987654321",
      name: "Ana",
      username: null,
    });
  });

  it("are the user id alone where the phone is hidden, and then it is the address", () => {
    expect(identityOf({ ...person, userId: "BR.1" })).toMatchObject({
      keys: ["user:BR.1"],
      address: "BR.1",
      phone: null,
    });
  });

  it("are none where neither came", () => {
    expect(identityOf(person)).toBeNull();
    expect(identityOf({ ...person, waId: "abc" })).toBeNull();
  });
});
