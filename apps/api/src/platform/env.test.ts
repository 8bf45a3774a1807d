import { expect, test } from "vitest";
import { EnvError, readEnv } from "./env.ts";

function mistakes(source: Record<string, string>): string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.mistakes;
    throw error;
  }
}

test("without any variable the server is for trying out on this machine", () => {
  expect(readEnv({ PATH: "/bin" })).toMatchObject({
    port: 4600,
    host: "127.0.0.1",
    dataDir: ".prosa",
    role: "all",
    standin: true,
  });
});

test("a public address means production: no stand-in unless asked for", () => {
  expect(readEnv({ PROSA_PUBLIC_URL: "https://prosa.example.com/" })).toMatchObject({
    publicUrl: "https://prosa.example.com",
    standin: false,
  });
  expect(readEnv({ PROSA_PUBLIC_URL: "https://prosa.example.com", PROSA_STANDIN: "1" }).standin).toBe(true);
});

test("behind a proxy on this machine, as in production, its word on the client's address is taken", () => {
  expect(readEnv({ PROSA_PUBLIC_URL: "https://prosa.example.com" }).trustedProxies).toEqual(["127.0.0.0/8", "::1/128"]);
  expect(readEnv({}).trustedProxies).toEqual([]);
  expect(readEnv({ PROSA_TRUSTED_PROXIES: "10.1.0.0/16" }).trustedProxies).toEqual(["10.1.0.0/16"]);
});

test("an empty variable counts as not set", () => {
  expect(readEnv({ PORT: "", DATABASE_URL: " " })).toMatchObject({ port: 4600, databaseUrl: undefined });
});

test.each([
  [{ PORT: "80a" }, "PORT must be a port number from 0 to 65535."],
  [{ PORT: "70000" }, "PORT must be a port number from 0 to 65535."],
  [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must be an address like postgres://user:password@host:5432/database."],
  [
    { PROSA_PUBLIC_URL: "prosa.example.com" },
    "PROSA_PUBLIC_URL must be the address people use, like https://prosa.example.com.",
  ],
  [{ PROSA_PUBLIC_URL: "https://example.com/prosa" }, "PROSA_PUBLIC_URL must have no path after the host name."],
  [{ PROSA_ROLE: "boss" }, "PROSA_ROLE must be all, api or worker."],
  [{ PROSA_SETUP_CODE: "abc" }, "PROSA_SETUP_CODE must have at least 6 characters."],
  [
    { PROSA_ALLOW_PRIVATE_ADDRESSES: "10.0.0.0/8, localhost" },
    "PROSA_ALLOW_PRIVATE_ADDRESSES must be a list of address ranges like 10.0.0.0/8, 192.168.1.5/32.",
  ],
  [
    { PROSA_ALLOW_PRIVATE_ADDRESSES: "10.0.0.0/33" },
    "PROSA_ALLOW_PRIVATE_ADDRESSES must be a list of address ranges like 10.0.0.0/8, 192.168.1.5/32.",
  ],
  [{ PROSA_PUBLIC_ULR: "https://x" }, "PROSA_PUBLIC_ULR is not a setting Prosa knows; did you mean PROSA_PUBLIC_URL?"],
  [{ PROSA_COLOUR: "blue" }, "PROSA_COLOUR is not a setting Prosa knows."],
])("%o is answered with a sentence", (source, sentence) => {
  expect(mistakes(source as Record<string, string>)).toEqual([sentence]);
});

test("a key that is not 32 bytes is named without being shown", () => {
  const [sentence] = mistakes({ PROSA_SECRET_KEY: "aGVsbG8=" });
  expect(sentence).toMatch(/^PROSA_SECRET_KEY must be 32 random bytes/);
  expect(sentence).not.toContain("aGVsbG8");
});

test("all mistakes are named at once", () => {
  expect(mistakes({ PORT: "x", PROSA_LOG_LEVEL: "loud", PROSA_X: "1" })).toHaveLength(3);
});
