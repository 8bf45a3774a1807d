import type { Locale, NodeDefinition, NodeText } from "@prosa/flow-schema";
import { locales } from "@prosa/flow-schema";

/** The words of one node type in the reader's language; a third party's missing word falls back to its English, then to its name. */
export interface NodeWords {
  title: string;
  description: string;
  label(path: string): string;
  hint(path: string): string | undefined;
  placeholder(path: string): string | undefined;
  option(path: string, value: string): string;
  port(id: string): string;
}

export function nodeWords({ ui, type }: Pick<NodeDefinition, "ui" | "type">, language: string): NodeWords {
  const locale = locales.find((known) => known === language) ?? localeOf(language);
  const own: Partial<NodeText> = ui.text[locale] ?? {};
  const other: Partial<NodeText> = ui.text.en ?? {};
  const field = (path: string) => own.fields?.[path] ?? other.fields?.[path];
  return {
    title: own.title ?? other.title ?? type,
    description: own.description ?? other.description ?? "",
    label: (path) => field(path)?.label ?? path.split(".").at(-1) ?? path,
    hint: (path) => field(path)?.hint,
    placeholder: (path) => field(path)?.placeholder,
    option: (path, value) => own.options?.[path]?.[value] ?? other.options?.[path]?.[value] ?? value,
    port: (id) => own.ports?.[id] ?? other.ports?.[id] ?? id,
  };
}

const localeOf = (language: string): Locale =>
  locales.find((known) => known.split("-")[0] === language.split("-")[0]) ?? "en";
