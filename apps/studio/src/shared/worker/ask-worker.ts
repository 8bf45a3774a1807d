import type { Reply } from "./answer-page.ts";

/** A worker that is asked one thing at a time or several, and answers each. */
export interface AskedWorker<Request, Answer> {
  /** Rejects with the worker's own words, or with `"not-answering"` after `patience` ms, which ends the worker. */
  ask(request: Request, patience: number): Promise<Answer>;
  close(): void;
}

/** The page's side of a worker whose other side is `answerPage`. After it has ended, every question is refused. */
export function askWorker<Request, Answer>(worker: Worker): AskedWorker<Request, Answer> {
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  let calls = 0;
  let ended: string | undefined;
  const close = (reason: string) => {
    ended ??= reason;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Reply<Answer>>) => {
    const call = waiting.get(data.call);
    waiting.delete(data.call);
    if (data.ok) call?.resolve(data.answer);
    else call?.reject(new Error(data.error));
  });
  worker.addEventListener("error", (event) => close(event.message || "the worker could not be loaded"));
  return {
    async ask(request, patience) {
      if (ended) throw new Error(ended);
      const call = ++calls;
      const timer = setTimeout(() => close("not-answering"), patience);
      try {
        return await new Promise<Answer>((resolve, reject) => {
          waiting.set(call, { resolve, reject });
          worker.postMessage({ call, request });
        });
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => close("closed"),
  };
}
