/// <reference types="vite/client" />
import type { FlowCase } from "@prosa/flow-engine";
import { expect, it } from "vitest";
import { commands } from "vitest/browser";
import { caseBytes } from "./testing/case-bytes.ts";

declare module "vitest/browser" {
  interface BrowserCommands {
    /** Every case as Node plays it (scripts/print-case-bytes.ts). */
    caseBytesInNode: () => Promise<string>;
  }
}

const engineFiles = import.meta.glob<FlowCase[]>("./engine-cases.json", {
  eager: true,
  import: "default",
});
const caseFiles = import.meta.glob<FlowCase[]>("./*/cases.json", { eager: true, import: "default" });

it("the browser gives the same bytes as Node for every case", async () => {
  const byType = Object.fromEntries(
    Object.entries(caseFiles).map(([file, cases]) => [file.split("/")[1] ?? "", cases]),
  );
  const engine = Object.values(engineFiles).flat();
  expect(engine.length).toBeGreaterThan(10);
  expect(caseBytes({ ...byType, engine })).toBe(await commands.caseBytesInNode());
});
