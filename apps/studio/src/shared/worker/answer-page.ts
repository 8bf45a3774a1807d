/** A question with its number, and what came of it. */
interface Call<Request> {
  call: number;
  request: Request;
}
export type Reply<Answer> = { call: number } & ({ ok: true; answer: Answer } | { ok: false; error: string });

/** A worker's side of `askWorker`: answers every question the page asks. */
export function answerPage<Request, Answer>(answer: (request: Request) => Promise<Answer>): void {
  self.addEventListener("message", ({ data: { call, request } }: MessageEvent<Call<Request>>) => {
    answer(request).then(
      (done) => self.postMessage({ call, ok: true, answer: done } satisfies Reply<Answer>),
      (error: unknown) => {
        const words = error instanceof Error ? error.message : String(error);
        self.postMessage({ call, ok: false, error: words } satisfies Reply<Answer>);
      },
    );
  });
}
