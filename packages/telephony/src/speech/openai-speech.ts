import { AudioFormatError, type Pcm, readWav, writeWav } from "../audio/wav.ts";
import { readBody } from "./read-body.ts";
import { readTranscriptStream } from "./read-transcript-stream.ts";
import { reasonOf } from "./reason-of.ts";
import { SpeechError, type SpeechRecognizer, type SpeechSynthesizer } from "./speech-provider.ts";

/** Any service that speaks the OpenAI audio dialect, in the cloud or at home. */
export type OpenAiSpeechOptions = {
  /** Up to and with the version: `https://api.openai.com/v1`. */
  baseUrl: string;
  apiKey?: string;
  /** Milliseconds for one request, until its answer is complete; default 20,000. */
  timeout?: number;
  fetch?: typeof fetch;
};

// Twenty minutes of speech at 24 kHz, far more than any transcription, and enough of a complaint to understand it.
const MAX_SOUND_BYTES = 64 * 2 ** 20;
const MAX_TEXT_BYTES = 2 ** 20;
const MAX_COMPLAINT_BYTES = 8 * 2 ** 10;

/** `POST /audio/speech`, asking for WAV. `voice` is used when a call names none. */
export function createOpenAiSynthesizer(
  options: OpenAiSpeechOptions & { model: string; voice: string },
): SpeechSynthesizer {
  return {
    name: `${options.baseUrl} ${options.model} ${options.voice}`,
    async synthesize(text, { voice = options.voice, signal }) {
      const body = JSON.stringify({ model: options.model, voice, input: text, response_format: "wav" });
      const headers = { "content-type": "application/json" };
      const response = await post(options, { path: "/audio/speech", body, headers, ...(signal ? { signal } : {}) });
      const sound = await readBody(response, MAX_SOUND_BYTES);
      try {
        return readWav(sound);
      } catch (error) {
        if (!(error instanceof AudioFormatError)) throw error;
        throw new SpeechError(`the speech service gave no WAV: ${error.message}`);
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
      const { text } = parseRecord((await readBody(response, MAX_TEXT_BYTES)).toString());
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
    throw new SpeechError(`the speech service could not be reached: ${reasonOf(error)}`, String(error));
  });
  if (response.ok) return response;
  const complaint = await readBody(response, MAX_COMPLAINT_BYTES).then(String, () => "");
  throw new SpeechError(`the speech service answered ${[response.status, ...codesOf(complaint)].join(" ")}`, complaint);
}

// `{error: {code, type, message}}`. Everything else may repeat the words that were sent, and so may what is no token.
function codesOf(complaint: string): string[] {
  const { error } = parseRecord(complaint);
  const { code, type } = (error ?? {}) as { code?: unknown; type?: unknown };
  return [code, type].filter((each) => typeof each === "string").filter((each) => /^[\w.-]{1,40}$/.test(each));
}

function parseRecord(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
