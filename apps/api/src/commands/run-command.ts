import { parseArgs } from "node:util";
import { explain } from "../platform/start-error.ts";

/** What a command is called with. */
interface Call {
  file: string | undefined;
  options: Set<string>;
  say: (text: string) => void;
}

/** Reads the arguments, runs the work, and says in plain words what went wrong. */
export async function runCommand(
  about: { usage: string; options: string[] },
  work: (call: Call) => Promise<void>,
): Promise<void> {
  const known = Object.fromEntries([...about.options, "help"].map((name) => [name, { type: "boolean" as const }]));
  try {
    const { values, positionals } = parseArgs({ options: known, allowPositionals: true });
    if (values.help || positionals.length > 1) {
      process.stdout.write(`${about.usage}\n`);
      process.exitCode = values.help ? 0 : 1;
      return;
    }
    const options = new Set(Object.keys(values).filter((name) => values[name] === true));
    await work({ file: positionals[0], options, say: (text) => void process.stdout.write(`${text}\n`) });
  } catch (error) {
    const wrongArguments = error instanceof TypeError && "code" in error;
    process.stderr.write(`${wrongArguments ? `${error.message}\n\n${about.usage}` : explain(error)}\n`);
    process.exitCode = 1;
  }
}
