import type { Locale } from "../document.ts";
import type { Issue } from "../issue.ts";
import type { Json } from "../json.ts";
import { own } from "../own.ts";
import { templateReads } from "../template/parse-template.ts";
import { systemVariables, type VariableType, variableName } from "../value.ts";
import { configValues } from "./config-fields.ts";
import type { Drawing, DrawnNode } from "./drawing.ts";
import { safely } from "./safely.ts";
import { typeFits } from "./type-fits.ts";

/**
 * Every variable read is declared or one of the system's, in every language; every one written is declared, by its own name,
 * and of a type that holds what is written.
 */
export function checkVariables(drawing: Drawing): Issue[] {
  return [...drawing.nodes.values()].flatMap((drawn) => {
    const reads = unknownReads(drawing, drawn);
    return [...reads, ...badWrites(drawing, drawn, new Set(reads.map(({ params }) => String(params.variable))))];
  });
}

const isSystem = (path: string) => Object.hasOwn(systemVariables, path);
const isSystemRoot = (name: string) => Object.keys(systemVariables).some((known) => known.startsWith(`${name}.`));
const rootOf = (path: string) => path.split(".")[0] ?? path;

function unknownReads({ document }: Drawing, drawn: DrawnNode): Issue[] {
  const { definition, config, translated } = drawn;
  if (!definition || !config) return [];
  const known = new Set<string>();
  return [{ config, language: undefined }, ...translated].flatMap((variant) =>
    safely(() => definition.reads(variant.config), []).flatMap((path) => {
      if (path === "" || known.has(path)) return [];
      known.add(path);
      if (isSystem(path) || own(document.variables, rootOf(path))) return [];
      return [unknownVariable(drawn, path, { ...variant, type: path === rootOf(path) ? "text" : "object" })];
    }),
  );
}

/** `known`: names already said to be unknown, which are not said twice. */
function badWrites({ document }: Drawing, drawn: DrawnNode, known: ReadonlySet<string>): Issue[] {
  const { id: node, definition, config } = drawn;
  if (!definition || !config) return [];
  const types = safely(() => definition.writeTypes?.(config) ?? {}, {});
  return [...new Set(safely(() => definition.writes(config), []))].flatMap((name): Issue[] => {
    if (name === "") return [];
    const given = own(types, name);
    const field = fieldOf(drawn, config, name);
    const place = { node, ...(field === undefined ? {} : { field }), params: { variable: name } };
    const declared = own(document.variables, name);
    if (isSystem(name) || (!declared && (isSystemRoot(name) || !variableName.safeParse(name).success))) {
      return [{ code: "unwritable-variable", severity: "error", ...place }];
    }
    if (!declared) return known.has(name) ? [] : [unknownVariable(drawn, name, { config, type: given ?? "text" })];
    const fits = given === undefined ? "always" : typeFits(given, declared.type);
    if (given === undefined || fits === "always") return [];
    const changes = [{ path: ["variables", name], value: { ...declared, type: given } }];
    const severity = fits === "never" ? "error" : "warning";
    return [{ code: "wrong-variable-type", severity, ...place, fix: { kind: "retype-variable", changes } }];
  });
}

function unknownVariable(
  drawn: DrawnNode,
  path: string,
  { config, language, type }: { config: Record<string, Json>; language?: Locale | undefined; type: VariableType },
): Issue {
  const name = rootOf(path);
  const field = fieldOf(drawn, config, path);
  const issue: Issue = { code: "unknown-variable", severity: "error", node: drawn.id, params: { variable: name } };
  if (field !== undefined) issue.field = field;
  if (language !== undefined) issue.language = language;
  // `contact.nmae` is a slip in a system variable's name, not a variable of the flow's own.
  if (!isSystemRoot(name) && variableName.safeParse(name).success) {
    issue.fix = {
      kind: "declare-variable",
      changes: [{ path: ["variables", name], value: { type, scope: "session" } }],
    };
  }
  return issue;
}

/** Where in the config the variable is named. */
function fieldOf({ definition }: DrawnNode, config: Record<string, Json>, path: string): string | undefined {
  if (!definition) return undefined;
  return configValues(definition, config).find(
    ({ value }) => typeof value === "string" && (value === path || templateReads(value).includes(path)),
  )?.pointer;
}
