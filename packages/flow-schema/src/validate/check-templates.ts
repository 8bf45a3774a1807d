import { type Locale, locales } from "../document.ts";
import type { Issue } from "../issue.ts";
import { parseTemplate, templateSecrets } from "../template/parse-template.ts";
import { configValues } from "./config-fields.ts";
import type { Drawing } from "./drawing.ts";

/** Templates can be read; secrets stand only in HTTP requests, and are the workspace's. */
export function checkTemplates({ nodes, document, context }: Drawing): Issue[] {
  const issues: Issue[] = [];
  const look = (text: string, at: { node: string; field: string; language?: Locale }, kind: string | undefined) => {
    const secrets = kind === "secret-template" || kind === "json";
    for (const secret of templateSecrets(text)) {
      if (!secrets) issues.push({ code: "secret-outside-http", severity: "error", ...at, params: { secret } });
      else if (!context.secrets.includes(secret)) {
        issues.push({ code: "unknown-secret", severity: "error", ...at, params: { secret } });
      }
    }
    // A plain text may hold braces of its own (a provider's template has {{1}}).
    if (kind === undefined || !templateKinds.has(kind)) return;
    for (const { code, found, start } of parseTemplate(text).errors) {
      const params = { reason: code, found: found.slice(0, 60), position: start };
      issues.push({ code: "invalid-template", severity: "error", ...at, params });
    }
  };
  for (const { id, definition, config } of nodes.values()) {
    if (!definition || !config) continue;
    for (const { pointer, value, field } of configValues(definition, config)) {
      if (typeof value !== "string" || !value.includes("{{")) continue;
      look(value, { node: id, field: pointer }, field.field);
    }
  }
  for (const [name, texts] of Object.entries(document.translations)) {
    const language = locales.find((known) => known === name);
    for (const [key, text] of Object.entries(texts)) {
      const slash = key.indexOf("/");
      const node = slash === -1 ? key : key.slice(0, slash);
      if (nodes.has(node)) {
        look(text, { node, field: key.slice(node.length), ...(language ? { language } : {}) }, "template");
      }
    }
  }
  return issues;
}

const templateKinds = new Set(["template", "template-line", "secret-template", "json"]);
