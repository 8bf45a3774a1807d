import { EnvError } from "./env.ts";

/** Something that stops the server from starting and that the person at the terminal can mend: one plain sentence. */
export class StartError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = "StartError";
  }
}

/**
 * The sentence for a full disk or a folder we may not write to; undefined for anything else.
 * @param how another folder is chosen
 */
export function diskTrouble(
  error: unknown,
  folder: string,
  how: "with PROSA_DATA_DIR" | "for the backup" = "with PROSA_DATA_DIR",
): StartError | undefined {
  if (databaseTrouble(error)) return undefined;
  const text =
    error instanceof Error ? `${(error as NodeJS.ErrnoException).code ?? ""} ${error.message}` : String(error);
  if (/ENOSPC|No space left on device|53100/i.test(text))
    return new StartError(`The disk that holds ${folder} is full: free some space and start again.`, { cause: error });
  if (/EACCES|EPERM|EROFS|Permission denied/i.test(text))
    return new StartError(`Prosa may not write to ${folder}: change its owner or choose another folder ${how}.`, {
      cause: error,
    });
  if (/ENOTDIR|EEXIST/.test(text))
    return new StartError(`${folder} cannot be a folder, because a file is in the way: choose another ${how}.`, {
      cause: error,
    });
  return undefined;
}

/** The sentence for what the database says of its own disk and of our rights in it; undefined for anything else. */
function databaseTrouble(error: unknown): StartError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "53100")
    return new StartError("The disk that holds the database is full: free some space and start again.", {
      cause: error,
    });
  if (code === "42501")
    return new StartError(
      `The user that DATABASE_URL names lacks a right that Prosa needs (${error.message}): make that user the owner of the database, with "alter database … owner to …", and of all tables in it.`,
      { cause: error },
    );
  // Drizzle wraps the driver's error.
  return databaseTrouble(error.cause);
}

/** What to tell the person at the terminal: plain sentences where we know the cause, the whole error where we do not. */
export function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (error instanceof EnvError) return error.mistakes.join("\n");
  const trouble = databaseTrouble(error);
  if (trouble) return trouble.message;
  return error instanceof Error ? (error.stack ?? error.message) : "Something that is not an error was thrown.";
}
