import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package, found from a source file as well as from the bundle in dist/. */
const packageFolder = findUp(dirname(fileURLToPath(import.meta.url)));

export const migrationsFolder = join(packageFolder, "drizzle");
export const studioDist = join(packageFolder, "../studio/dist");

function findUp(folder: string): string {
  if (existsSync(join(folder, "drizzle")) && existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error("the package folder of the server was not found");
  return findUp(parent);
}
