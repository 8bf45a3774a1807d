import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const script = fileURLToPath(new URL("../scripts/print-case-bytes.ts", import.meta.url));
const bytesUnder = (env: Record<string, string>) =>
  execFileSync(process.execPath, [script], {
    env: { PATH: process.env.PATH, ...env },
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });

const plain = bytesUnder({ TZ: "UTC", LANG: "C", LC_ALL: "C" });

it.each([
  ["in India, in Turkish", { TZ: "Asia/Kolkata", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }],
  ["on the Chatham Islands, in Arabic", { TZ: "Pacific/Chatham", LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8" }],
  ["in São Paulo, in Portuguese", { TZ: "America/Sao_Paulo", LANG: "pt_BR.UTF-8", LC_ALL: "pt_BR.UTF-8" }],
])("a machine %s gives the same bytes as one in Greenwich without a language", (_, env) => {
  expect(plain.length).toBeGreaterThan(10_000);
  expect(bytesUnder(env)).toBe(plain);
});
