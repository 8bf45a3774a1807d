import { type Html, html, join, raw } from "./html.ts";
import type { OpenApi, Operation } from "./openapi-types.ts";
import { exampleOf, schemaView, typeName } from "./schema-view.ts";
import { style } from "./style.ts";

interface Entry {
  method: string;
  path: string;
  operation: Operation;
}

/** The API's documentation as one page without scripts, from the same document that programs read. */
export function docsPage(given: unknown): string {
  const document = given as OpenApi;
  const entries = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(
      ([method, operation]): Entry => ({ method, path, operation: operation as Operation }),
    ),
  );
  const groups = (document.tags ?? []).map((tag) => ({
    ...tag,
    entries: entries.filter((e) => e.operation.tags?.includes(tag.name)),
  }));
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${document.info.title} API</title>
<style>${raw(style)}</style>
</head>
<body>
<nav aria-label="Contents">
<a class="brand" href="#top">${document.info.title} API</a>
${join(groups.map((group) => html`<details><summary>${group.name}</summary>${join(group.entries.map(navEntry))}</details>`))}
</nav>
<main id="top">
<h1>${document.info.title} API</h1>
${paragraphs(document.info.description ?? "")}
<p>The same as data: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<pre>curl https://your-server/api/v1/me -H 'Authorization: Bearer prosa_…'</pre>
${join(
  groups.map(
    (group) => html`<section><h2 id="${anchor(group.name)}">${group.name}</h2>${paragraphs(group.description ?? "")}
${join(group.entries.map((entry) => operationView(document, entry)))}</section>`,
  ),
)}
</main>
</body>
</html>`;
  return page.html;
}

const navEntry = ({ method, operation }: Entry) =>
  html`<a href="#${operation.operationId ?? ""}"><span class="method ${method}">${short[method] ?? method}</span>${operation.summary ?? ""}</a>`;

function operationView(document: OpenApi, { method, path, operation }: Entry): Html {
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  const successes = Object.entries(operation.responses ?? {}).filter(([status]) => /^[23]/.test(status));
  return html`<article id="${operation.operationId ?? ""}">
<h3>${operation.summary ?? path}</h3>
<p class="address"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
<p class="access">${accessText(operation["x-prosa-access"])}</p>
${paragraphs(operation.description ?? "")}
${parametersView(document, operation)}
${body ? html`<h4>Body</h4>${schemaView(document, body)}<pre>${exampleText(document, body)}</pre>` : raw("")}
<h4>Answer</h4>
${join(
  successes.map(([status, answer]) => {
    const schema = answer.content?.["application/json"]?.schema;
    return html`<p><b>${status}</b> ${answer.description ?? ""}${schema ? html` <span class="type">${typeName(document, schema)}</span>` : raw("")}</p>
${schema ? html`<details><summary>Shape and example</summary>${schemaView(document, schema)}<pre>${exampleText(document, schema)}</pre></details>` : raw("")}`;
  }),
)}
</article>`;
}

function parametersView(document: OpenApi, operation: Operation): Html {
  const parameters = (operation.parameters ?? []).filter((p) => p.in !== "header" && p.name !== "workspace");
  if (parameters.length === 0) return raw("");
  return html`<h4>Parameters</h4><dl class="fields">${join(
    parameters.map(
      (p) =>
        html`<div><dt><code>${p.name}</code> <span class="type">${typeName(document, p.schema ?? {})}, in the ${p.in}</span>${
          p.required ? raw("") : html` <span class="optional">optional</span>`
        }</dt><dd>${p.description ?? p.schema?.description ?? ""}</dd></div>`,
    ),
  )}</dl>`;
}

function accessText(access: Operation["x-prosa-access"]): string {
  if (access === undefined || access === "public") return "Anyone may call it.";
  if (access === "signed-in") return "Anyone signed in, or with a token.";
  if (access === "session") return "A person signed in; not a token.";
  if (access === "server-admin") return "A server admin.";
  const role = typeof access === "string" ? access : access.role;
  const who =
    role === "agent"
      ? "Any member of the workspace."
      : role === "supervisor"
        ? "A supervisor or admin."
        : "An admin of the workspace.";
  return typeof access === "object" && access.session ? `${who} Signed in; not a token.` : who;
}

const exampleText = (document: OpenApi, schema: Parameters<typeof exampleOf>[1]) =>
  JSON.stringify(exampleOf(document, schema), null, 2);

/** Paragraphs, with `code` between backticks. */
const paragraphs = (text: string) =>
  join(
    text
      .split("\n\n")
      .filter(Boolean)
      .map(
        (part) =>
          html`<p>${join(part.split("`").map((piece, at) => (at % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`)))}</p>`,
      ),
  );

const anchor = (name: string) => `tag-${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
const short: Record<string, string> = { delete: "DEL", patch: "PATCH", get: "GET", post: "POST", put: "PUT" };
