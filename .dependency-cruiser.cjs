// The architecture's rules (ARCHITECTURE.md). TypeScript 7 has no JavaScript API: pnpm-workspace.yaml gives dependency-cruiser its own TypeScript 6.
const test = "\\.(test|stories)\\.tsx?$|/(test|testing|fixtures|scripts)/|vitest[.a-z-]*\\.ts$";

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    rule(
      "no-circular",
      "Two files that need each other are one file, or hide a third.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    rule(
      "no-unresolvable",
      "An import that cannot be resolved was not checked at all.",
      {},
      { couldNotResolve: true, pathNot: "^(virtual:|monaco-editor/|bun:)|\\?(worker|url)" },
    ),
    rule(
      "schema-on-zod-only",
      "flow-schema is a leaf: zod and nothing else.",
      { path: "^packages/flow-schema/src", pathNot: test },
      { pathNot: "^packages/flow-schema/|node_modules/zod/|/zod@" },
    ),
    rule(
      "engine-on-schema-only",
      "flow-engine knows flow-schema alone; nodes reach it through the registry.",
      { path: "^packages/flow-engine/src", pathNot: test },
      { pathNot: "^packages/flow-(engine|schema)/" },
    ),
    rule(
      "nodes-on-schema-only",
      "A node is written with what a third party gets: flow-schema and zod.",
      { path: "^packages/flow-nodes/src", pathNot: test },
      { pathNot: "^packages/flow-(nodes|schema)/|node_modules/zod/|/zod@" },
    ),
    rule(
      "channels-on-schema-only",
      "A channel knows flow-schema and zod; its server I/O is handed in.",
      { path: "^packages/channels/src", pathNot: test },
      { pathNot: "^packages/(channels|flow-schema)/|node_modules/zod/|/zod@" },
    ),
    rule(
      "node-is-closed",
      "A node folder does not reach inside another: move what both need to flow-schema or beside them.",
      { path: "^packages/flow-nodes/src/([^/]+)/", pathNot: test },
      { path: "^packages/flow-nodes/src/([^/]+)/", pathNot: "^packages/flow-nodes/src/$1/" },
    ),
    rule(
      "channel-is-closed",
      "A channel folder does not reach inside another.",
      { path: "^packages/channels/src/([^/]+)/", pathNot: test },
      { path: "^packages/channels/src/([^/]+)/", pathNot: "^packages/channels/src/$1/" },
    ),
    rule(
      "standin-is-independent",
      "The stand-in is a second reading of the provider's documents: it must not use our adapter.",
      { path: "^packages/provider-standin/src", pathNot: test },
      { path: "^packages/(channels|flow-|ui)|^apps/" },
    ),
    rule(
      "telephony-is-a-library",
      "telephony knows nothing of Prosa.",
      { path: "^packages/telephony/" },
      { path: "^(apps|packages/(?!telephony))/" },
    ),
    rule(
      "ui-has-no-domain",
      "The design system knows no Prosa word.",
      { path: "^packages/ui/" },
      { path: "^(apps|packages/(?!ui))/" },
    ),
    rule("packages-not-on-apps", "Packages never import apps.", { path: "^packages/" }, { path: "^apps/" }),
    rule(
      "apps-apart",
      "Apps never import each other; the studio knows the server by its API client.",
      { path: "^apps/([^/]+)/" },
      { path: "^apps/([^/]+)/", pathNot: "^apps/$1/" },
    ),
    rule(
      "feature-is-closed",
      "A studio feature does not import a sibling: routes compose them.",
      { path: "^apps/studio/src/features/([^/]+)/", pathNot: test },
      { path: "^apps/studio/src/features/([^/]+)/", pathNot: "^apps/studio/src/features/$1/" },
    ),
    rule(
      "studio-shared-knows-no-feature",
      "shared/ is below every feature.",
      { path: "^apps/studio/src/shared/" },
      { path: "^apps/studio/src/(features|routes)/" },
    ),
    rule(
      "module-is-closed",
      "An API module is entered by its index.ts (tables.ts may refer to tables).",
      { path: "^apps/api/src/modules/([^/]+)/", pathNot: `${test}|tables\\.ts$` },
      { path: "^apps/api/src/modules/([^/]+)/", pathNot: "^apps/api/src/modules/($1/|[^/]+/(index|tables)\\.ts$)" },
    ),
    rule(
      "drizzle-in-queries-only",
      "Only queries.ts, tables.ts and platform/db talk to drizzle.",
      { path: "^apps/api/src/", pathNot: `(queries|tables)\\.ts$|/platform/|${test}` },
      { path: "node_modules/drizzle-orm|/drizzle-orm@" },
    ),
    rule(
      "hono-at-the-edge",
      "Only routes.ts, schema.ts (wire shapes), index.ts, app.ts, main.ts and platform know HTTP.",
      {
        path: "^apps/api/src/",
        pathNot: `/(routes|schema|index|app|main)\\.ts$|/[a-z-]*routes\\.ts$|/platform/|${test}`,
      },
      { path: "node_modules/(hono|@hono)/|/(hono|@hono\\+[^/]+)@", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "react-flow-in-canvas-only",
      "@xyflow/react lives in the editor's canvas and node views.",
      { path: "^apps/studio/src/", pathNot: `features/flow-editor/(canvas|node-views)/|${test}` },
      { path: "@xyflow" },
    ),
    rule(
      "monaco-in-inspector-only",
      "monaco is loaded lazily, by the inspector alone.",
      { path: "^apps/studio/src/", pathNot: `features/flow-editor/inspector/|${test}` },
      { path: "monaco-editor" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^(apps|packages|tools)/[^/]+/dist/|storybook-static|\\.gen\\.ts$|\\?(worker|url)$)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "browser", "default"],
      extensions: [".ts", ".tsx", ".d.ts", ".js", ".mjs", ".cjs", ".json", ".css"],
    },
  },
};
