import { reasonOf } from "./reason-of.ts";
import { SpeechError } from "./speech-provider.ts";
import { tellPartial } from "./tell-partial.ts";

const MAX_CHARACTERS = 1_000_000;

/**
 * Reads a transcription that comes as server-sent events: `transcript.text.delta` adds to the text,
 * `transcript.text.done` brings it whole. Rejects with SpeechError when the stream breaks off before that.
 */
export async function readTranscriptStream(response: Response, onPartial?: (text: string) => void): Promise<string> {
  let pending = "";
  let text = "";
  let size = 0;
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      size += chunk.length;
      if (size > MAX_CHARACTERS) throw new SpeechError("the speech service answered without end");
      const lines = (pending + chunk).split(/\r\n|\n|\r/);
      pending = lines.pop() ?? "";
      for (const line of lines) {
        const event = parseEvent(line);
        if (event?.type === "transcript.text.done" && typeof event.text === "string") return event.text.trim();
        if (event?.type !== "transcript.text.delta" || typeof event.delta !== "string") continue;
        text += event.delta;
        void tellPartial(onPartial, text.trim());
      }
    }
  } catch (error) {
    if (error instanceof SpeechError) throw error;
    throw new SpeechError(`the speech service broke off: ${reasonOf(error)}`, String(error));
  }
  throw new SpeechError("the speech service broke off before the end of the text");
}

function parseEvent(line: string): { type?: unknown; delta?: unknown; text?: unknown } | undefined {
  // The names of the events are repeated inside their data.
  if (!line.startsWith("data:")) return undefined;
  try {
    const data: unknown = JSON.parse(line.slice(5));
    return typeof data === "object" && data !== null ? data : undefined;
  } catch {
    // `[DONE]`, or a comment of a proxy.
    return undefined;
  }
}
