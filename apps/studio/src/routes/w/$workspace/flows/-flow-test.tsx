import { channels } from "@prosa/channels";
import type { Facts, FlowDocument, HttpRequest } from "@prosa/flow-schema";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { TestSlot } from "../../../../features/flow-editor/flow-editor.tsx";
import { draftQuery, flowQuery } from "../../../../features/flow-editor/flow-queries.ts";
import type { RunView } from "../../../../features/simulator/simulator.tsx";
import { callHttp } from "../../../../shared/api/call-http.ts";
import { late } from "../../../../shared/screens/late.ts";
import { useWorkspace } from "../../../../shared/session/workspace.ts";

const Simulator = late(async () => ({
  default: (await import("../../../../features/simulator/simulator.tsx")).Simulator,
}));

/** The test panel on the open draft: what it runs is what is drawn at this moment. */
export function FlowTest({ editor, types, summary, workspace }: TestSlot & { workspace: string }) {
  const queryClient = useQueryClient();
  const place = useWorkspace();
  const { store, ui } = editor;
  const setup = useMemo(
    () => ({
      // Read at each run: starting over tests what is drawn by then.
      get flow() {
        return { id: summary.id, name: summary.name, document: store.getState().document };
      },
      registry: types.registry,
      modules: types.modules,
      facts: pretendFacts(place),
      channel: whatsapp,
      loadFlow: async (flow: string) => {
        const [drawn, { name }] = await Promise.all([
          queryClient.fetchQuery(draftQuery({ workspace, flow })),
          queryClient.fetchQuery(flowQuery({ workspace, flow })),
        ]);
        return { id: flow, name, document: drawn.document as unknown as FlowDocument };
      },
      callHttp: (request: HttpRequest) => callHttp(workspace, request),
    }),
    [store, types, summary.id, summary.name, place, workspace, queryClient],
  );
  const onRun = useCallback(
    (run: RunView | null) => store.getState().setRun(run && { ...run, status: run.current ? "waiting" : "ended" }),
    [store],
  );
  return <Simulator onRun={onRun} onShowNode={(node) => ui.getState().canvas?.show(node)} setup={setup} />;
}

const whatsapp = (() => {
  const channel = channels.get("whatsapp");
  if (!channel) throw new Error("the WhatsApp channel is part of Prosa");
  return channel.capabilities;
})();

/** A customer who has just written for the first time. */
function pretendFacts(workspace: { name: string; timeZone: string; locale: string }): Facts {
  return {
    contact: {
      id: "contact",
      name: "Mariana Conceição",
      phone: "+5511987654321",
      email: null,
      language: null,
      tags: [],
      fields: {},
    },
    conversation: { id: "conversation", protocol: "2026000001", fields: {}, agentName: null, lastInboundAt: null },
    channel: { type: "whatsapp", name: "WhatsApp" },
    workspace: { name: workspace.name, timeZone: workspace.timeZone, locale: workspace.locale },
  };
}
