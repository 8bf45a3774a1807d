import { expect, test } from "vitest";
import { initialFiles } from "./bundle-budget.ts";

const manifest = {
  "index.html": { file: "assets/index.js", imports: ["_shared.js"] },
  "_shared.js": { file: "assets/shared.js", imports: ["index.html"] },
  "view.tsx": { file: "assets/view.js", imports: ["_shared.js"], dynamicImports: ["later.ts"] },
  "later.ts": { file: "assets/later.js" },
  "style.css": { file: "assets/style.css" },
};

test("counts what is imported statically, once, through circles", () => {
  expect(initialFiles(manifest, ["index.html", "view.tsx"])).toEqual([
    "assets/index.js",
    "assets/shared.js",
    "assets/view.js",
  ]);
});

test("leaves out what is loaded later, and styles", () => {
  expect(initialFiles(manifest, ["view.tsx", "style.css"])).not.toContain("assets/later.js");
});

test("does not pass by a name that is not there", () => {
  expect(() => initialFiles(manifest, ["gone.tsx"])).toThrow("gone.tsx");
});
