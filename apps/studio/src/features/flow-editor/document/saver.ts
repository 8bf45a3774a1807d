import type { DocumentChange, FlowDocument } from "@prosa/flow-schema";
import {
  adopted,
  type Batch,
  type DraftAnswer,
  type DraftState,
  edited,
  emptyQueue,
  frozen,
  isSaved,
  pulled,
  settled,
  thawed,
  viewOf,
} from "./draft.ts";
import type { QueueShelf } from "./queue-shelf.ts";

/** How saving stands, for the words in the top bar. */
export type SaveStatus =
  | { kind: "saved"; at: number | null }
  | { kind: "saving" }
  /** Kept on this computer, tried again by itself. */
  | { kind: "offline" }
  /** The server understood and said no; kept on this computer. */
  | { kind: "refused"; detail: string; problem: unknown };

/** Thrown by `push` when trying again would not help. */
export class RefusedError extends Error {
  override name = "RefusedError";
}

export interface SaverOptions {
  draft: { document: FlowDocument; revision: number };
  shelf: QueueShelf;
  /** Sends changes made on a revision; empty changes ask what is new. Rejects when the outcome is unknown. */
  push(request: { baseRevision: number; changes: DocumentChange[] }): Promise<DraftAnswer>;
  onDocument(document: FlowDocument): void;
  onStatus(status: SaveStatus): void;
  onAnswer?(answer: DraftAnswer): void;
  newId(): string;
  now?(): number;
  /** Waits `ms`, or less when the saver is told to hurry. */
  pause(ms: number): Promise<void>;
}

/** How long edits are gathered before they are sent. */
const gatherMs = 500;
const longestBackoffMs = 30_000;

/**
 * Sends edits key by key, one batch at a time, and loses none: each is on the shelf before it is sent, a batch without an
 * answer is sent again unchanged, and what an earlier page left behind goes first.
 */
export class Saver {
  #state: DraftState;
  readonly #options: SaverOptions;
  #working = false;
  #wantsNews = false;
  readonly #stopped = Promise.withResolvers<void>();
  #closing = false;
  #closed = false;
  #fails = 0;
  #refused = false;
  #unkept = false;
  #lastSaved: number | null = null;

  constructor(options: SaverOptions) {
    this.#options = options;
    this.#state = { base: options.draft.document, revision: options.draft.revision, queue: emptyQueue };
  }

  get state(): DraftState {
    return this.#state;
  }

  /** Edits that are neither saved nor kept on this computer: leaving now would lose them. */
  get endangered(): boolean {
    return this.#unkept && !isSaved(this.#state.queue);
  }

  /**
   * Takes over what was left unsaved on this computer, then saves, and asks what is new: the draft may have been read before this
   * page's last edits, or somebody else's, reached the server.
   */
  async start(): Promise<void> {
    for (const left of await this.#options.shelf.abandoned().catch(() => [])) {
      await this.#become(adopted(this.#state, { ...left.kept, batchId: this.#options.newId() }));
      await left.discard();
    }
    this.#options.onDocument(viewOf(this.#state));
    this.#report();
    this.refresh();
  }

  edit(changes: DocumentChange[]): void {
    void this.#become(edited(this.#state, changes));
    this.#report();
    this.#work();
  }

  /** Somebody changed the flow: fetch what is new. */
  refresh(): void {
    this.#wantsNews = true;
    this.#work();
  }

  /** Sends what is left and stops; what cannot be sent now stays on the shelf for the next page. */
  close(): Promise<void> {
    this.#closing = true;
    this.#wantsNews = false;
    if (isSaved(this.#state.queue)) this.#stop();
    else this.#work();
    return this.#stopped.promise;
  }

  #stop(): void {
    this.#closed = true;
    void this.#options.shelf.release();
    this.#stopped.resolve();
  }

  #work(): void {
    if (this.#working || this.#closed) return;
    this.#working = true;
    void this.#run().finally(() => {
      this.#working = false;
      if (this.#closing) return this.#stop();
      if (!this.#closed && (this.#wantsNews || !isSaved(this.#state.queue)) && !this.#refused) this.#work();
    });
  }

  async #run(): Promise<void> {
    this.#refused = false;
    while (!this.#closed && (this.#wantsNews || !isSaved(this.#state.queue))) {
      if (this.#state.queue.batches.length === 0 && this.#state.queue.pending.length > 0) {
        if (!this.#closing) await this.#options.pause(gatherMs);
        await this.#become(frozen(this.#state, this.#options.newId()));
      }
      const batch = this.#state.queue.batches[0];
      try {
        await (batch ? this.#send(batch) : this.#ask());
        this.#fails = 0;
      } catch (error) {
        if (error instanceof RefusedError) return this.#refuse(error);
        if (this.#closing) return;
        this.#fails += 1;
        this.#options.onStatus({ kind: "offline" });
        await this.#options.pause(Math.min(longestBackoffMs, 1000 * 2 ** (this.#fails - 1)));
        continue;
      }
      this.#report();
    }
  }

  /** Nothing was saved: the batch opens again, so that undoing or changing what was refused mends it. */
  async #refuse({ message, cause }: RefusedError): Promise<void> {
    this.#refused = true;
    await this.#become(thawed(this.#state));
    this.#options.onStatus({ kind: "refused", detail: message, problem: cause });
  }

  async #send(batch: Batch): Promise<void> {
    this.#wantsNews = false;
    const answer = await this.#options.push({ baseRevision: batch.baseRevision, changes: batch.changes });
    await this.#take(settled(this.#state, { batch, answer }), answer);
    if (isSaved(this.#state.queue)) this.#lastSaved = (this.#options.now ?? Date.now)();
  }

  async #ask(): Promise<void> {
    this.#wantsNews = false;
    const since = this.#state.revision;
    try {
      const answer = await this.#options.push({ baseRevision: since, changes: [] });
      await this.#take(pulled(this.#state, { since, answer }), answer);
    } catch (error) {
      this.#wantsNews = true;
      throw error;
    }
  }

  async #take(next: DraftState, answer: DraftAnswer): Promise<void> {
    const changed = answer.changes.length > 0 || answer.clashes.length > 0;
    const done = this.#become(next);
    if (changed) this.#options.onDocument(viewOf(next));
    this.#options.onAnswer?.(answer);
    await done;
  }

  /** The state is taken at once; the promise settles when the shelf holds it, or cannot: saving goes on without it. */
  async #become(next: DraftState): Promise<void> {
    this.#state = next;
    const unsaved = isSaved(next.queue) ? null : { revision: next.revision, queue: next.queue };
    try {
      await this.#options.shelf.keep(unsaved);
      this.#unkept = false;
    } catch {
      this.#unkept = unsaved !== null;
    }
  }

  #report(): void {
    const saved = isSaved(this.#state.queue);
    if (saved) this.#options.onStatus({ kind: "saved", at: this.#lastSaved });
    else this.#options.onStatus({ kind: this.#fails > 0 ? "offline" : "saving" });
  }
}
