import { EnvError } from "./env.ts";

/** Something that stops the server from starting and that the person at the terminal can mend: one plain sentence. */
export class StartError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = "StartError";
  }
}

/** The sentence for a full disk or a folder we may not write to; undefined for anything else. */
export function diskTrouble(error: unknown, folder: string): StartError | undefined {
  const text =
    error instanceof Error ? `${(error as NodeJS.ErrnoException).code ?? ""} ${error.message}` : String(error);
  if (/ENOSPC|No space left on device|53100/i.test(text))
    return new StartError(`The disk that holds ${folder} is full: free some space and start again.`, { cause: error });
  if (/EACCES|EPERM|EROFS|Permission denied/i.test(text))
    return new StartError(
      `Prosa may not write to ${folder}: change its owner or choose another folder with PROSA_DATA_DIR.`,
      {
        cause: error,
      },
    );
  if (/ENOTDIR|EEXIST/.test(text))
    return new StartError(
      `${folder} cannot be a folder, because a file is in the way: choose another with PROSA_DATA_DIR.`,
      { cause: error },
    );
  return undefined;
}

/** What to tell the person at the terminal: plain sentences where we know the cause, the whole error where we do not. */
export function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (error instanceof EnvError) return error.mistakes.join("\n");
  return error instanceof Error ? (error.stack ?? error.message) : "Something that is not an error was thrown.";
}
