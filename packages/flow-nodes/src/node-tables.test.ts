import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("docs/node-types.md says of every node type what its definition says", () => {
  const script = fileURLToPath(new URL("../scripts/node-tables.ts", import.meta.url));
  expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
});
