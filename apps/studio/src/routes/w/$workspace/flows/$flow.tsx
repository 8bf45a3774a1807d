import { createFileRoute } from "@tanstack/react-router";
import { EditorScreen } from "../../../../features/flow-editor/editor-screen.tsx";
import { draftQuery, flowQuery } from "../../../../features/flow-editor/flow-queries.ts";
import { nodeTypesQuery } from "../../../../features/flow-editor/use-registry.ts";
import { loadTexts } from "../../../../shared/i18n/i18n.ts";
import { late } from "../../../../shared/screens/late.ts";

const FlowTest = late(async () => ({ default: (await import("./-flow-test.tsx")).FlowTest }));

interface FlowSearch {
  /** A published version to look at. */
  version?: number;
}

export const Route = createFileRoute("/w/$workspace/flows/$flow")({
  staticData: { chrome: "rail" },
  validateSearch: ({ version }: Record<string, unknown>): FlowSearch =>
    Number.isInteger(Number(version)) && Number(version) > 0 ? { version: Number(version) } : {},
  loader: async ({ context: { queryClient }, params }) => {
    await Promise.all([
      loadTexts("flow-editor", "inspector", "simulator"),
      queryClient.ensureQueryData(flowQuery(params)),
      queryClient.fetchQuery(draftQuery(params)),
      queryClient.ensureQueryData(nodeTypesQuery(params.workspace)),
    ]);
  },
  component: FlowRoute,
});

function FlowRoute() {
  const { workspace, flow } = Route.useParams();
  const { version } = Route.useSearch();
  return (
    <EditorScreen
      flow={flow}
      test={(slot) => <FlowTest {...slot} workspace={workspace} />}
      version={version}
      workspace={workspace}
    />
  );
}
