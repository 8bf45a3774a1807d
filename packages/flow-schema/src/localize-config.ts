import type { NodeDefinition } from "./define-node.ts";
import type { Json } from "./json.ts";
import { own } from "./own.ts";

type Config = Record<string, Json>;

/** A config with its texts in another language; a text without a translation stays as it is. */
export function localizeConfig(
  config: Config,
  { id, definition, texts }: { id: string; definition: NodeDefinition; texts: Record<string, string> },
): Config {
  let localized: Json = config;
  for (const pointer of definition.localizable(config)) {
    const text = own(texts, id + pointer);
    if (text) localized = withText(localized, keysOf(pointer), text);
  }
  return localized as Config;
}

function withText(json: Json, keys: string[], text: string): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return typeof json === "string" ? text : json;
  if (typeof json !== "object" || json === null || !Object.hasOwn(json, key)) return json;
  if (Array.isArray(json))
    return json.map((item, index) => (String(index) === key ? withText(item, rest, text) : item));
  return { ...json, [key]: withText(json[key] ?? null, rest, text) };
}

const keysOf = (pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
