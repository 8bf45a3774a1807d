/** Prints every turn of every case, for tests that compare hosts: `TZ=Asia/Kolkata LANG=tr_TR node scripts/print-case-bytes.ts`. */
import { readFileSync } from "node:fs";
import { builtInNodes } from "../src/index.ts";
import { caseBytes } from "../src/testing/case-bytes.ts";

const casesByType = Object.fromEntries(
  builtInNodes.map(({ type }) => [
    type,
    JSON.parse(readFileSync(new URL(`../src/${type}/cases.json`, import.meta.url), "utf8")),
  ]),
);
process.stdout.write(caseBytes(casesByType));
