import { fileURLToPath } from "node:url";

const repository = new URL("../../../", import.meta.url);

/** A built program of the server, as somebody who installed Prosa runs it. */
export const program = (name: "main" | "backup" | "restore"): string =>
  fileURLToPath(new URL(`apps/api/dist/${name}.js`, repository));

/** A file of this repository. */
export const file = (path: string): string => fileURLToPath(new URL(path, repository));
