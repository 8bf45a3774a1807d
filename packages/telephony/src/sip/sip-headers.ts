import { splitOutside } from "./split-outside.ts";

/** The header fields of a message, in order. Names compare without case and in long or compact form. */
export class SipHeaders {
  readonly #fields: { key: string; name: string; value: string }[] = [];

  /** The first value of a header, or undefined. */
  get(name: string): string | undefined {
    const key = headerKey(name);
    return this.#fields.find((field) => field.key === key)?.value;
  }

  /** Every value of a header, one for each line it stood on. */
  lines(name: string): string[] {
    const key = headerKey(name);
    return this.#fields.filter((field) => field.key === key).map((field) => field.value);
  }

  /** Every value of a header whose lines are lists separated by commas. Throws SipParseError on open quotes. */
  list(name: string): string[] {
    return this.lines(name).flatMap((line) => splitOutside(line, ",").map((part) => part.trim()));
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Adds a line after the others. */
  append(name: string, value: string): this {
    this.#fields.push({ key: headerKey(name), name, value });
    return this;
  }

  /** Adds a line before the others. */
  prepend(name: string, value: string): this {
    this.#fields.unshift({ key: headerKey(name), name, value });
    return this;
  }

  /** Replaces every line of a header by one, at the place of the first. */
  set(name: string, value: string): this {
    const key = headerKey(name);
    const at = this.#fields.findIndex((field) => field.key === key);
    if (at < 0) return this.append(name, value);
    this.#fields[at] = { key, name, value };
    for (let i = this.#fields.length - 1; i > at; i--) if (this.#fields[i]?.key === key) this.#fields.splice(i, 1);
    return this;
  }

  delete(name: string): this {
    const key = headerKey(name);
    for (let i = this.#fields.length - 1; i >= 0; i--) if (this.#fields[i]?.key === key) this.#fields.splice(i, 1);
    return this;
  }

  /** Replaces the first line of a header and leaves the others. */
  replaceFirst(name: string, value: string): this {
    const key = headerKey(name);
    const field = this.#fields.find((each) => each.key === key);
    if (field) field.value = value;
    return this;
  }

  clone(): SipHeaders {
    const copy = new SipHeaders();
    for (const { name, value } of this.#fields) copy.append(name, value);
    return copy;
  }

  *[Symbol.iterator](): IterableIterator<[name: string, value: string]> {
    for (const { name, value } of this.#fields) yield [name, value];
  }
}

// The IANA registry of SIP header fields, compact forms.
const COMPACT: Record<string, string> = {
  a: "accept-contact",
  b: "referred-by",
  c: "content-type",
  d: "request-disposition",
  e: "content-encoding",
  f: "from",
  i: "call-id",
  j: "reject-contact",
  k: "supported",
  l: "content-length",
  m: "contact",
  o: "event",
  r: "refer-to",
  s: "subject",
  t: "to",
  u: "allow-events",
  v: "via",
  x: "session-expires",
  y: "identity",
};

function headerKey(name: string): string {
  const key = name.toLowerCase();
  return key.length === 1 ? (COMPACT[key] ?? key) : key;
}
