import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { challenge, verify } from "./verify.ts";

const hmac = (key: string, bytes: Uint8Array) => createHmac("sha256", key).update(bytes).digest("hex");

it("takes the published vector of the signature", () => {
  const signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  const request = (header: string) => ({ body: new TextEncoder().encode("Hello, World!"), header: () => header });
  const secrets = { appSecret: "It's a Secret to Everybody" };
  expect(verify(request(signature), secrets, hmac)).toBe(true);
  expect(verify(request(signature.toUpperCase().replace("SHA256", "sha256")), secrets, hmac)).toBe(true);
  expect(verify(request(signature.replace("7", "8")), secrets, hmac)).toBe(false);
  expect(verify(request(signature.slice(0, -2)), secrets, hmac)).toBe(false);
  expect(verify(request("sha1=757107ea0eb2509fc211221cce984b8a37570b6d"), secrets, hmac)).toBe(false);
});

it("answers Meta's question with its challenge only for the right token", () => {
  const query = { "hub.mode": "subscribe", "hub.verify_token": "ours", "hub.challenge": "1158201444" };
  expect(challenge(query, { verifyToken: "ours" })).toBe("1158201444");
  expect(challenge(query, { verifyToken: "other" })).toBeNull();
  expect(challenge(query, {})).toBeNull();
  expect(challenge({ ...query, "hub.mode": "unsubscribe" }, { verifyToken: "ours" })).toBeNull();
  expect(challenge({}, { verifyToken: "ours" })).toBeNull();
});
