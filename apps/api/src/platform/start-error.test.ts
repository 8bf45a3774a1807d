import { expect, test } from "vitest";
import { diskTrouble } from "./start-error.ts";

test.each([
  [
    Object.assign(new Error("write"), { code: "ENOSPC" }),
    "The disk that holds .prosa is full: free some space and start again.",
  ],
  [
    "initdb: error: could not write file: No space left on device",
    "The disk that holds .prosa is full: free some space and start again.",
  ],
  [
    Object.assign(new Error("open"), { code: "EROFS" }),
    "Prosa may not write to .prosa: change its owner or choose another folder with PROSA_DATA_DIR.",
  ],
  [
    Object.assign(new Error("mkdir"), { code: "ENOTDIR" }),
    ".prosa cannot be a folder, because a file is in the way: choose another with PROSA_DATA_DIR.",
  ],
])("trouble with the disk is one plain sentence", (error, sentence) => {
  expect(diskTrouble(error, ".prosa")?.message).toBe(sentence);
});

test("any other trouble is not called the disk's", () => {
  expect(diskTrouble(new Error("FATAL: role does not exist"), ".prosa")).toBeUndefined();
});
