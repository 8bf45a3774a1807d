import type { Issue } from "../issue.ts";
import { own } from "../own.ts";
import { templateReads } from "../template/parse-template.ts";
import { systemVariables, type VariableType, variableName } from "../value.ts";
import { configValues } from "./config-fields.ts";
import { type Drawing, type DrawnNode, safely } from "./drawing.ts";

/** Every variable read or written is declared, or one of the system's. */
export function checkVariables({ nodes, document }: Drawing): Issue[] {
  return [...nodes.values()].flatMap((drawn) => {
    const { id, definition, config } = drawn;
    if (!definition || !config) return [];
    const paths = safely(() => [...definition.reads(config), ...definition.writes(config)], []);
    const unknown = new Set(paths.filter((path) => !isSystem(path) && !own(document.variables, rootOf(path))));
    return [...unknown].filter((path) => path !== "").map((path) => unknownVariable(drawn, id, path));
  });
}

const isSystem = (path: string) => Object.hasOwn(systemVariables, path);
const rootOf = (path: string) => path.split(".")[0] ?? path;

function unknownVariable(drawn: DrawnNode, node: string, path: string): Issue {
  const name = rootOf(path);
  const field = fieldOf(drawn, path);
  const issue: Issue = { code: "unknown-variable", severity: "error", node, params: { variable: name } };
  if (field !== undefined) issue.field = field;
  // `contact.nmae` is a slip in a system variable's name, not a variable of the flow's own.
  const ownName = !Object.keys(systemVariables).some((known) => known.startsWith(`${name}.`));
  if (ownName && variableName.safeParse(name).success) {
    const type: VariableType = path === name ? "text" : "object";
    issue.fix = {
      kind: "declare-variable",
      changes: [{ path: ["variables", name], value: { type, scope: "session" } }],
    };
  }
  return issue;
}

/** Where in the config the variable is named. */
function fieldOf({ definition, config }: DrawnNode, path: string): string | undefined {
  if (!definition || !config) return undefined;
  return configValues(definition, config).find(
    ({ value }) => typeof value === "string" && (value === path || templateReads(value).includes(path)),
  )?.pointer;
}
