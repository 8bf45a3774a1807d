/** Prints every turn of every case, for tests that compare hosts: `TZ=Asia/Kolkata LANG=tr_TR node scripts/print-case-bytes.ts`. */
import { readFileSync } from "node:fs";
import { builtInNodes } from "../src/index.ts";
import { caseBytes } from "../src/testing/case-bytes.ts";

const read = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
const casesByType = Object.fromEntries(builtInNodes.map(({ type }) => [type, read(`../src/${type}/cases.json`)]));
casesByType.engine = read("../src/engine-cases.json");
process.stdout.write(caseBytes(casesByType));
