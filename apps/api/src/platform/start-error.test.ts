import { expect, test } from "vitest";
import { diskTrouble, explain } from "./start-error.ts";

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

test.each([
  ["53100", "could not extend file", /^The disk that holds the database is full: free some space and start again\.$/],
  [
    "42501",
    "permission denied for schema public",
    /^The user that DATABASE_URL names lacks a right that Prosa needs \(permission denied for schema public\): make [^\n]+\.$/,
  ],
])("what the database says of its disk and of rights (%s) is one plain sentence too", (code, message, sentence) => {
  const error = Object.assign(new Error(message), { code });
  expect(explain(error)).toMatch(sentence);
  expect(explain(new Error("Failed query", { cause: error }))).toMatch(sentence);
  // Nor is it taken for trouble with a folder of ours, though the words are the same.
  expect(diskTrouble(error, ".prosa")).toBeUndefined();
});
