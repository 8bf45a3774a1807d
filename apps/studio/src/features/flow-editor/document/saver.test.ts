import { applyChanges, type DocumentChange, type Draft, emptyDocument, type FlowDocument } from "@prosa/flow-schema";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { DraftAnswer } from "./draft.ts";
import { FakeDraftServer } from "./fake-draft-server.ts";
import type { KeptQueue, QueueShelf } from "./queue-shelf.ts";
import { RefusedError, Saver, type SaveStatus } from "./saver.ts";

let server: FakeDraftServer;
/** What lies on this computer, by page; a page in `alive` holds its lock. */
let disk: Map<string, KeptQueue>;
let alive: Set<string>;
let pages = 0;

beforeEach(() => {
  server = new FakeDraftServer(emptyDocument("chatbot", "pt-BR"));
  disk = new Map();
  alive = new Set();
});

const label = (text: string): DocumentChange[] => [{ path: ["nodes", "start", "label"], value: text }];
const at = (x: number): DocumentChange[] => [{ path: ["nodes", "start", "at"], value: { x, y: 0 } }];

interface Page {
  id: string;
  saver: Saver;
  /** What the person sees. */
  document: FlowDocument;
  status: SaveStatus;
  clashes: DraftAnswer["clashes"];
  edit(changes: DocumentChange[]): void;
  /** The process is gone: no farewell. */
  crash(): void;
}

type Push = (request: { baseRevision: number; changes: DocumentChange[] }) => Promise<DraftAnswer>;

/** `draft` is what the page was given to begin with; the server's newest unless told otherwise. */
async function open(push: Push = async (request) => server.push(request), draft: Draft = server.draft): Promise<Page> {
  const id = `page${pages++}`;
  alive.add(id);
  const shelf: QueueShelf = {
    keep: async (kept) => void (kept ? disk.set(id, structuredClone(kept)) : disk.delete(id)),
    abandoned: async () =>
      [...disk]
        .filter(([key]) => !alive.has(key))
        .map(([key, kept]) => {
          alive.add(key);
          return { kept, discard: async () => void disk.delete(key) };
        }),
    release: async () => void alive.delete(id),
  };
  let ids = 0;
  const saver: Saver = new Saver({
    draft: { document: draft.document, revision: draft.revision },
    shelf,
    push: (request) => (alive.has(id) ? push(request) : new Promise(() => undefined)),
    onDocument: (document) => Object.assign(page, { document }),
    onStatus: (status) => Object.assign(page, { status }),
    onAnswer: ({ clashes }) => page.clashes.push(...clashes),
    newId: () => `${id}-${ids++}`,
    pause: () => new Promise((done) => setTimeout(done)),
  });
  const page: Page = {
    id,
    saver,
    document: draft.document,
    status: { kind: "saved", at: null },
    clashes: [],
    edit(changes) {
      page.document = applyChanges(page.document, changes);
      saver.edit(changes);
    },
    crash: () => alive.delete(id),
  };
  await saver.start();
  return page;
}

const saved = (page: Page) => expect.poll(() => page.status.kind).toBe("saved");

describe("saving", () => {
  test("sends edits of one key once, the last one", async () => {
    const push = vi.fn<Push>(async (request) => server.push(request));
    const page = await open(push);
    page.edit(label("O"));
    page.edit(label("Olá"));
    await saved(page);
    const sent = push.mock.calls.map(([request]) => request.changes).filter((changes) => changes.length > 0);
    expect(sent).toEqual([label("Olá")]);
    expect(disk.size).toBe(0);
  });

  test("shows what is newest, whatever the page was given, and does not call that saving", async () => {
    const { draft } = server;
    server.push({ baseRevision: draft.revision, changes: label("Olá") });
    const page = await open(undefined, draft);
    await expect.poll(() => page.document.nodes.start?.label).toBe("Olá");
    await expect.poll(() => page.status).toEqual({ kind: "saved", at: null });
  });

  test("keeps an edit on this computer before it is sent", async () => {
    const onDisk: unknown[] = [];
    const page = await open(async (request) => {
      onDisk.push(disk.get(page.id)?.queue.batches[0]?.changes);
      return server.push(request);
    });
    page.edit(label("Olá"));
    await saved(page);
    expect(onDisk).toEqual([label("Olá")]);
  });

  test("goes on with edits made while a batch is on its way", async () => {
    const page = await open(async (request) => {
      if (server.draft.revision === 0) page.edit(label("Bem-vinda"));
      return server.push(request);
    });
    page.edit(label("Olá"));
    await expect.poll(() => server.draft.document.nodes.start?.label).toBe("Bem-vinda");
    await saved(page);
    expect(page.clashes).toEqual([]);
  });

  test("waits offline and says so, then sends everything", async () => {
    let online = false;
    const page = await open(async (request) => {
      if (!online) throw new TypeError("Failed to fetch");
      return server.push(request);
    });
    page.edit(label("Olá"));
    await expect.poll(() => page.status.kind).toBe("offline");
    page.edit(at(40));
    expect(page.status.kind).toBe("offline");
    online = true;
    await saved(page);
    expect(server.draft.document.nodes.start).toMatchObject({ label: "Olá", at: { x: 40, y: 0 } });
  });

  test("sends a batch again unchanged when its answer was lost, without clashing with itself", async () => {
    let lost = 0;
    const page = await open(async (request) => {
      const answer = server.push(request);
      if (request.changes.length > 0 && lost++ === 0) {
        page.edit(label("Segunda"));
        throw new TypeError("Failed to fetch");
      }
      return answer;
    });
    page.edit(label("Primeira"));
    await saved(page);
    expect(server.draft.document.nodes.start?.label).toBe("Segunda");
    expect(page.clashes).toEqual([]);
  });

  test("says what was refused and mends itself when that is changed", async () => {
    const page = await open(async (request) => {
      if (request.changes.some((change) => change.value === "ruim")) throw new RefusedError("too long");
      return server.push(request);
    });
    page.edit(label("ruim"));
    await expect.poll(() => page.status).toEqual({ kind: "refused", detail: "too long" });
    page.edit(label("bom"));
    await saved(page);
    expect(server.draft.document.nodes.start?.label).toBe("bom");
  });
});

describe("leaving the editor", () => {
  test("sends what is left before it lets go", async () => {
    const page = await open();
    page.edit(label("Olá"));
    await page.saver.close();
    expect(server.draft.document.nodes.start?.label).toBe("Olá");
    expect(alive.has(page.id)).toBe(false);
    expect(disk.size).toBe(0);
  });

  test("offline leaves it to the next page", async () => {
    const page = await open(async () => {
      throw new TypeError("Failed to fetch");
    });
    page.edit(label("Olá"));
    await page.saver.close();
    expect(alive.has(page.id)).toBe(false);
    const next = await open();
    await saved(next);
    expect(server.draft.document.nodes.start?.label).toBe("Olá");
  });
});

describe("two pages", () => {
  test("merge edits of different keys", async () => {
    const [ana, bia] = [await open(), await open()];
    ana.edit(label("Olá"));
    bia.edit(at(200));
    await saved(ana);
    await saved(bia);
    ana.saver.refresh();
    for (const page of [ana, bia]) {
      await expect.poll(() => page.document.nodes.start).toMatchObject({ label: "Olá", at: { x: 200, y: 0 } });
    }
  });

  test("clash on one key: the first stays, the second is told both", async () => {
    const [ana, bia] = [await open(), await open()];
    ana.edit(label("da Ana"));
    await saved(ana);
    bia.edit(label("da Bia"));
    await saved(bia);
    expect(server.draft.document.nodes.start?.label).toBe("da Ana");
    expect(bia.clashes).toMatchObject([{ mine: "da Bia", theirs: "da Ana" }]);
    expect(bia.document.nodes.start?.label).toBe("da Ana");
  });

  test("an edit made while others' news arrive does not overwrite them unseen", async () => {
    const ana = await open();
    const bia: Page = await open(async (request) => {
      const answer = server.push(request);
      if (request.changes.length === 0) bia.edit(label("da Bia"));
      return answer;
    });
    ana.edit(label("da Ana"));
    await saved(ana);
    bia.saver.refresh();
    await expect.poll(() => bia.clashes).toMatchObject([{ mine: "da Bia", theirs: "da Ana" }]);
    expect(server.draft.document.nodes.start?.label).toBe("da Ana");
  });

  test("a block removed by one and edited by the other is a clash, not a loss", async () => {
    const [ana, bia] = [await open(), await open()];
    ana.edit([{ path: ["nodes", "start"] }]);
    await saved(ana);
    bia.edit(label("da Bia"));
    await saved(bia);
    expect(bia.clashes).toMatchObject([{ mine: "da Bia" }]);
  });
});

describe("a page that crashes", () => {
  test("before sending leaves its edits to the next page", async () => {
    const first = await open(() => new Promise(() => undefined));
    first.edit(label("Olá"));
    await expect.poll(() => disk.size).toBe(1);
    first.crash();
    const next = await open();
    expect(next.document.nodes.start?.label).toBe("Olá");
    await saved(next);
    expect(server.draft.document.nodes.start?.label).toBe("Olá");
    expect(disk.size).toBe(0);
  });

  test("after sending, before the answer, leaves no clash behind", async () => {
    const first: Page = await open(async (request) => {
      server.push(request);
      first.edit(at(70));
      return new Promise(() => undefined);
    });
    first.edit(label("Olá"));
    await expect.poll(() => disk.get(first.id)?.queue.pending).toEqual(at(70));
    first.crash();
    const next = await open();
    await saved(next);
    expect(next.clashes).toEqual([]);
    expect(server.draft.document.nodes.start).toMatchObject({ label: "Olá", at: { x: 70, y: 0 } });
  });

  test("keeps what others did meanwhile and shows both", async () => {
    const first = await open(() => new Promise(() => undefined));
    first.edit(label("antes da queda"));
    await expect.poll(() => disk.size).toBe(1);
    first.crash();
    const other = await open(async (request) => server.push(request));
    // The other page took over what the first left; a third edits the same key from an older view.
    await saved(other);
    const third = await open();
    third.edit(label("depois"));
    await saved(third);
    expect(server.draft.document.nodes.start?.label).toBe("depois");
    expect(third.clashes).toEqual([]);
  });

  test("is not robbed of its edits while it lives", async () => {
    const living = await open(() => new Promise(() => undefined));
    living.edit(label("minha"));
    await expect.poll(() => disk.size).toBe(1);
    await open();
    expect(disk.get(living.id)).toBeDefined();
    expect(server.draft.document.nodes.start?.label).toBeUndefined();
  });
});

test("goes on saving where the browser refuses to keep anything, and says what leaving would lose", async () => {
  let online = false;
  const statuses: SaveStatus[] = [];
  const saver = new Saver({
    draft: { document: server.draft.document, revision: 0 },
    shelf: {
      keep: () => Promise.reject(new Error("quota")),
      abandoned: () => Promise.reject(new Error("no storage")),
      release: async () => undefined,
    },
    push: async (request) => {
      if (!online) throw new TypeError("Failed to fetch");
      return server.push(request);
    },
    onDocument: () => undefined,
    onStatus: (status) => statuses.push(status),
    newId: () => "batch",
    pause: () => new Promise((done) => setTimeout(done)),
  });
  await saver.start();
  saver.edit(label("Olá"));
  await expect.poll(() => statuses.at(-1)?.kind).toBe("offline");
  expect(saver.endangered).toBe(true);
  online = true;
  await expect.poll(() => statuses.at(-1)?.kind).toBe("saved");
  expect(saver.endangered).toBe(false);
  expect(server.draft.document.nodes.start?.label).toBe("Olá");
});

test("answers that come twice or late change nothing", async () => {
  const { settled, edited, frozen, emptyQueue } = await import("./draft.ts");
  const start = { base: emptyDocument("chatbot", "en"), revision: 0, queue: emptyQueue };
  const sent = frozen(edited(start, label("Hi")), "b1");
  const [batch] = sent.queue.batches;
  if (!batch) throw new Error("nothing was frozen");
  const answer = { revision: 1, changes: [], clashes: [] };
  const once = settled(sent, { batch, answer });
  expect(once.base.nodes.start?.label).toBe("Hi");
  expect(settled(once, { batch, answer: { ...answer, revision: 9 } })).toBe(once);
});
