import type { Readable } from "node:stream";

/** Lines of a stream, as bytes and one at a time. */
export interface Lines {
  /** The next line without its line feed; undefined at the end. A last line without one counts. */
  next(): Promise<Buffer | undefined>;
}

/** Splits at line feeds and nothing else: Node's readline also splits at characters that may stand in a text. */
export function lineReader(source: Readable): Lines {
  const lines = split(source);
  return { next: async () => (await lines.next()).value ?? undefined };
}

async function* split(source: Readable): AsyncGenerator<Buffer, undefined> {
  // Pieces of the line begun: joined once, so that a long line costs no more than its length.
  let begun: Buffer[] = [];
  for await (const chunk of source) {
    let from = 0;
    for (let at = (chunk as Buffer).indexOf(10); at >= 0; at = (chunk as Buffer).indexOf(10, from)) {
      yield Buffer.concat([...begun, (chunk as Buffer).subarray(from, at)]);
      begun = [];
      from = at + 1;
    }
    begun.push((chunk as Buffer).subarray(from));
  }
  const last = Buffer.concat(begun);
  if (last.length > 0) yield last;
  return undefined;
}
