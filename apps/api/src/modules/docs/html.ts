/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}

/** Marks text as HTML. */
export const raw = (text: string): Html => ({ html: text });

/** Template tag: what is put in is escaped, unless it is HTML already. */
export function html(parts: TemplateStringsArray, ...values: (Html | string)[]): Html {
  const text = parts.map((part, at) => {
    const value = values[at];
    return part + (value === undefined ? "" : typeof value === "string" ? escaped(value) : value.html);
  });
  return raw(text.join(""));
}

export const join = (parts: Html[]): Html => raw(parts.map((part) => part.html).join(""));

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
