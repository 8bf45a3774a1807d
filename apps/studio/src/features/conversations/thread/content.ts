import type { Bubble, InboundContent } from "@prosa/flow-schema";
import type { Message } from "./message-queries.ts";

type Signed<Content> = Content extends { media: infer Ref }
  ? Omit<Content, "media"> & { media: Ref & { url?: string } }
  : Content;

/** What a thread shows: what we sent, what the customer sent (a file has its address once it was fetched), or what happened. */
export type EntryContent =
  | Signed<Bubble>
  | (InboundContent & { url?: string; fetched?: string })
  | {
      type: "event";
      event: "transferred" | "failed" | "closed" | "taken" | "handed-back" | "queued";
      queue?: { id: string; name: string } | null;
      code?: string;
      detail?: string | null;
      flow?: { id: string; name: string } | null;
    };

/** The documented content of a message. The OpenAPI document leaves it open, so that a new kind does not break old programs. */
export const contentOf = (message: Pick<Message, "content">) => message.content as unknown as EntryContent;
