import type { Issue } from "../issue.ts";
import type { Drawing } from "./drawing.ts";
import { safely } from "./safely.ts";

/**
 * Every setting is one its type accepts, by the type's schema and its own checks (limits of channels among them), in every
 * language; what is wrong in the flow's own is not said again of the others.
 */
export function checkSettings({ nodes, document, context }: Drawing): Issue[] {
  const { channels, templates } = context;
  const checked = { kind: document.kind, channels, ...(templates ? { templates } : {}) };
  return [...nodes.values()].flatMap(({ id, definition, config, translated, refusals }): Issue[] => {
    const refused = refusals.map(
      ({ field, reason }): Issue => ({
        code: "invalid-setting",
        severity: "error",
        node: id,
        field,
        params: { reason },
      }),
    );
    if (!definition || !config) return refused;
    const found = (settings: typeof config) => safely(() => definition.check?.(settings, checked) ?? [], []);
    const own = found(config);
    const known = new Set(own.map(placeOf));
    const inOthers = translated.flatMap(({ language, config: settings }) =>
      found(settings).flatMap((issue) => (known.has(placeOf(issue)) ? [] : [{ ...issue, language }])),
    );
    return [...own, ...inOthers].map((issue) => ({ ...issue, node: id }));
  });
}

const placeOf = ({ code, field, params }: Omit<Issue, "node">) => `${code} ${field ?? ""} ${params.channel ?? ""}`;
