import { existsSync } from "node:fs";
import { program } from "./programs.ts";

/** Says what to do when there is nothing to test yet. */
export default function serverIsBuilt(): void {
  if (!existsSync(program("main"))) throw new Error("The server is not built: pnpm --filter @prosa/api build");
}
