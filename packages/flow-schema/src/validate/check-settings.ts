import type { Issue } from "../issue.ts";
import { type Drawing, safely } from "./drawing.ts";

/** Every setting is one its type accepts, by the type's schema and its own checks (limits of channels among them). */
export function checkSettings({ nodes, document, context }: Drawing): Issue[] {
  const { channels, templates } = context;
  const checked = { kind: document.kind, channels, ...(templates ? { templates } : {}) };
  return [...nodes.values()].flatMap(({ id, definition, config, refusals }): Issue[] => {
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
    const own = safely(() => definition.check?.(config, checked) ?? [], []);
    return own.map((issue) => ({ ...issue, node: id }));
  });
}
