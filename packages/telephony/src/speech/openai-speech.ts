import { AudioFormatError, type Pcm, readWav, writeWav } from "../audio/wav.ts";
import { readTranscriptStream } from "./read-transcript-stream.ts";
import { SpeechError, type SpeechRecognizer, type SpeechSynthesizer } from "./speech-provider.ts";

/** Any service that speaks the OpenAI audio dialect, in the cloud or at home. */
export type OpenAiSpeechOptions = {
  /** Up to and with the version: `https://api.openai.com/v1`. */
  baseUrl: string;
  apiKey?: string;
  /** Milliseconds for one request; default 20,000. */
  timeout?: number;
  fetch?: typeof fetch;
};

/** `POST /audio/speech`, asking for WAV. `voice` is used when a call names none. */
export function createOpenAiSynthesizer(
  options: OpenAiSpeechOptions & { model: string; voice: string },
): SpeechSynthesizer {
  return {
    name: `${options.baseUrl} ${options.model}`,
    async synthesize(text, { voice = options.voice, signal }) {
      const body = JSON.stringify({ model: options.model, voice, input: text, response_format: "wav" });
      const headers = { "content-type": "application/json" };
      const response = await post(options, { path: "/audio/speech", body, headers, ...(signal ? { signal } : {}) });
      try {
        return readWav(new Uint8Array(await response.arrayBuffer()));
      } catch (error) {
        if (error instanceof AudioFormatError)
          throw new SpeechError(`the speech service gave no WAV: ${error.message}`);
        throw new SpeechError(`the speech service broke off: ${String(error)}`);
      }
    },
  };
}

/**
 * `POST /audio/transcriptions` with the recording as WAV. With `onPartial` the text is asked for as a stream of events;
 * services that know no streaming answer it whole.
 */
export function createOpenAiRecognizer(options: OpenAiSpeechOptions & { model: string }): SpeechRecognizer {
  return {
    async recognize(audio: Pcm, { language, signal, onPartial }) {
      const body = new FormData();
      body.set("file", new Blob([new Uint8Array(writeWav(audio))], { type: "audio/wav" }), "speech.wav");
      body.set("model", options.model);
      // The service knows languages by their two letters.
      body.set("language", language.split("-")[0] ?? language);
      if (onPartial) body.set("stream", "true");
      const request = { path: "/audio/transcriptions", body, headers: {}, ...(signal ? { signal } : {}) };
      const response = await post(options, request);
      const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
      if (isStream) return { text: await readTranscriptStream(response, onPartial) };
      const answer: unknown = await response.json().catch(() => undefined);
      const text = typeof answer === "object" && answer !== null && "text" in answer ? answer.text : undefined;
      if (typeof text !== "string") throw new SpeechError("the speech service answered no text");
      return { text: text.trim() };
    },
  };
}

type Request = { path: string; body: string | FormData; headers: Record<string, string>; signal?: AbortSignal };

async function post(options: OpenAiSpeechOptions, { path, body, headers, signal }: Request): Promise<Response> {
  const { baseUrl, apiKey, timeout = 20_000, fetch: send = fetch } = options;
  const authorization: Record<string, string> = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const limit = AbortSignal.timeout(timeout);
  const response = await send(`${baseUrl.replace(/\/$/, "")}${path}`, {
    method: "POST",
    body,
    headers: { ...headers, ...authorization },
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  }).catch((error: unknown) => {
    throw new SpeechError(`the speech service could not be reached: ${String(error)}`);
  });
  if (response.ok) return response;
  const detail = (await response.text().catch(() => "")).slice(0, 300);
  throw new SpeechError(`the speech service answered ${response.status}: ${detail}`);
}
