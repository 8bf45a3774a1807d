import {
  coerceValue,
  machineNumber,
  type NodeRun,
  own,
  parseTemplate,
  pickValue,
  systemVariables,
  type Value,
  type VariableType,
} from "@prosa/flow-schema";

interface Given {
  /** The type of variable it is for; absent: as it is. */
  type?: VariableType | undefined;
  /** What the node is about to set, by name, seen in place of what the variables hold. */
  set?: Record<string, Value>;
}

/**
 * What an author's template gives, never by way of how people read it where that would change it: one variable and nothing
 * else gives the value itself (a list stays a list), words without variables are read as the author's language writes them.
 */
export function givenValue(run: NodeRun<unknown>, template: string, { type, set = {} }: Given): Value {
  const { parts } = parseTemplate(template.trim());
  const [part] = parts;
  if (parts.length === 1 && part && typeof part !== "string" && part.filters.length === 0) {
    const value = machineText(valueAt(run, part.path, set), part.path, type);
    return type ? coerceValue(value, type, run) : value;
  }
  const written = parts.every((piece) => typeof piece === "string");
  const text = run.text(template, "plain", set);
  const { today, timeZone } = run;
  return type ? coerceValue(text, type, { locale: written ? run.writtenIn : run.locale, today, timeZone }) : text;
}

function valueAt(run: NodeRun<unknown>, path: string, set: Record<string, Value>): Value {
  const [root = "", ...inside] = Object.hasOwn(systemVariables, path) ? [path] : path.split(".");
  if (!Object.hasOwn(set, root)) return run.read(path) ?? null;
  const value = own(set, root);
  return (inside.length === 0 ? value : pickValue(value, inside.join("."))) ?? null;
}

/** A text inside an object was written by a machine: "5.123" is a little more than five in every language. */
function machineText(value: Value, path: string, type: VariableType | undefined): Value {
  const isInside = type === "number" && typeof value === "string" && path.includes(".");
  return isInside ? (machineNumber(value) ?? value) : value;
}
