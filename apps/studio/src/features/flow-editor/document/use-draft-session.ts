import type { DocumentChange, FlowDocument } from "@prosa/flow-schema";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { createStore, type StoreApi } from "zustand/vanilla";
import { api } from "../../../shared/api/client.ts";
import { isProblem } from "../../../shared/api/problem.ts";
import { unwrap } from "../../../shared/api/unwrap.ts";
import { randomId } from "../../../shared/ids/random-id.ts";
import { onLiveChange } from "../../../shared/live/live-store.ts";
import { type Clash, type FlowAddress, flowQuery } from "../flow-queries.ts";
import type { DraftAnswer } from "./draft.ts";
import { indexedDbShelf } from "./queue-shelf.ts";
import { RefusedError, Saver, type SaveStatus } from "./saver.ts";
import { createDocumentStore, type DocumentStore } from "./store.ts";

export interface DraftSession {
  store: DocumentStore;
  /** How saving stands, and what is unresolved between two people. */
  saving: StoreApi<{ status: SaveStatus; clashes: Clash[]; revision: number }>;
  /** Resolves when everything is saved; rejects when it cannot be now. */
  flush(): Promise<number>;
}

interface DraftSessionOptions extends FlowAddress {
  draft: { revision: number; document: FlowDocument; clashes: Clash[] };
  /** Whose edits these are: another person on the same computer gets none of them. */
  account: string;
  readOnly: boolean;
}

/**
 * One opened draft: its store, and the saver behind it for as long as the editor is open and may be drawn in, which somebody else
 * may end by archiving the flow.
 */
export function useDraftSession(options: DraftSessionOptions): DraftSession {
  const queryClient = useQueryClient();
  const { workspace, flow, readOnly } = options;
  const [session] = useState(() => createSession(options));
  useEffect(
    () => session.open({ readOnly, onSaved: () => void queryClient.invalidateQueries(flowQuery({ workspace, flow })) }),
    [session, readOnly, queryClient, workspace, flow],
  );
  return session;
}

function createSession({ workspace, flow, draft, account, readOnly }: DraftSessionOptions) {
  const saving = createStore<{ status: SaveStatus; clashes: Clash[]; revision: number }>()(() => ({
    status: { kind: "saved", at: null },
    clashes: draft.clashes,
    revision: draft.revision,
  }));
  let saver: Saver | undefined;
  /** What the server was last known to hold. */
  let known: { document: FlowDocument; revision: number } = draft;
  const waiting = new Set<(changed: SaveStatus) => void>();
  const store = createDocumentStore({
    document: draft.document,
    readOnly,
    onCommit: (changes) => saver?.edit(changes),
  });
  const path = { workspace, flow };

  const push = async (body: { baseRevision: number; changes: DocumentChange[] }): Promise<DraftAnswer> => {
    try {
      const answer = await unwrap(
        api.PATCH("/api/v1/workspaces/{workspace}/flows/{flow}/draft", {
          params: { path },
          body,
          // A small push outlives the tab that sent it; browsers take no more than 64 kB so.
          keepalive: JSON.stringify(body).length < 30_000,
        }),
      );
      return answer as DraftAnswer;
    } catch (error) {
      if (isProblem(error) && error.status >= 400 && error.status < 500 && !passing.has(error.status)) {
        throw new RefusedError(error.detail || error.code, { cause: error });
      }
      throw error;
    }
  };

  /** Who only looks sees what others draw. */
  function watch(): () => void {
    return onLiveChange(({ topic, key }) => {
      if (topic !== "flow" || key !== flow) return;
      unwrap(api.GET("/api/v1/workspaces/{workspace}/flows/{flow}/draft", { params: { path } })).then(
        ({ document, revision }) => {
          known = { document: document as unknown as FlowDocument, revision };
          store.getState().receive(known.document);
        },
        () => undefined, // The next change asks again.
      );
    });
  }

  function open({ readOnly: onlyLooking, onSaved }: { readOnly: boolean; onSaved: () => void }): () => void {
    store.setState({ readOnly: onlyLooking });
    if (onlyLooking) return watch();
    const page = randomId();
    const neighbours = new BroadcastChannel(`prosa-draft-${flow}`);
    const hurry = new EventTarget();
    const mine = new Saver({
      draft: { document: known.document, revision: known.revision },
      shelf: indexedDbShelf({ owner: account, flow: `${workspace}/${flow}`, page }),
      push,
      onDocument: (document) => store.getState().receive(document),
      onStatus: (status) => {
        saving.setState({ status, revision: mine.state.revision });
        for (const tell of waiting) tell(status);
        if (status.kind === "saved" && status.at !== null) onSaved();
      },
      onAnswer: ({ clashes }) => {
        neighbours.postMessage("changed");
        if (clashes.length === 0) return;
        const known = new Set(saving.getState().clashes.map((clash) => clash.id));
        const fresh = (clashes as Clash[]).filter((clash) => !known.has(clash.id));
        saving.setState({ clashes: [...saving.getState().clashes, ...fresh] });
      },
      newId: randomId,
      pause: (ms) => pauseUnless(hurry, ms),
    });
    saver = mine;
    const back = () => {
      hurry.dispatchEvent(new Event("now"));
      mine.refresh();
    };
    neighbours.onmessage = () => mine.refresh();
    addEventListener("online", back);
    const stopLive = onLiveChange(({ topic, key }) => {
      if (topic === "flow" && key === flow) mine.refresh();
    });
    const leave = () => hurry.dispatchEvent(new Event("now"));
    document.addEventListener("visibilitychange", leave);
    const warn = (event: BeforeUnloadEvent) => {
      if (mine.endangered) event.preventDefault();
    };
    addEventListener("beforeunload", warn);
    void mine.start();
    return () => {
      stopLive();
      removeEventListener("online", back);
      document.removeEventListener("visibilitychange", leave);
      removeEventListener("beforeunload", warn);
      neighbours.onmessage = null;
      void mine.close().then(() => neighbours.close());
      known = { document: mine.state.base, revision: mine.state.revision };
      leave();
      saver = undefined;
    };
  }

  function flush(): Promise<number> {
    saver?.refresh();
    return new Promise((done, reject) => {
      const tell = (status: SaveStatus) => {
        if (status.kind === "saving") return;
        waiting.delete(tell);
        if (status.kind === "saved") done(saver?.state.revision ?? known.revision);
        else reject(new Error(status.kind));
      };
      waiting.add(tell);
    });
  }

  return { store, saving, open, flush };
}

/** Answers after which the same request may yet succeed: signed out meanwhile, too slow, too many. */
const passing: ReadonlySet<number> = new Set([401, 408, 425, 429]);

function pauseUnless(hurry: EventTarget, ms: number): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      hurry.removeEventListener("now", end);
      done();
    };
    const timer = setTimeout(end, ms);
    hurry.addEventListener("now", end);
  });
}
