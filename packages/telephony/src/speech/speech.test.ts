import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { writeWav } from "../audio/wav.ts";
import { speechLike } from "../testing/signals.ts";
import { createEspeakSynthesizer } from "./espeak-synthesizer.ts";
import { createOpenAiRecognizer, createOpenAiSynthesizer } from "./openai-speech.ts";
import { PromptCache } from "./prompt-cache.ts";
import { SpeechError, type SpeechSynthesizer } from "./speech-provider.ts";
import { withPartials } from "./with-partials.ts";

const cleanUps: (() => unknown)[] = [];
const voice = speechLike({ seed: 1, seconds: 1 });

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

describe("the prompt cache", () => {
  it("renders each text once, also for callers at the same time, and again after a failure", async () => {
    const asked: string[] = [];
    const cache = new PromptCache(
      synthesizer(async (text) => {
        asked.push(text);
        if (asked.length === 1) throw new SpeechError("busy");
        return voice;
      }),
    );
    const options = { language: "pt-BR" };
    await expect(cache.clip("olá", options)).rejects.toThrow("busy");
    const [first, second] = await Promise.all([cache.clip("olá", options), cache.clip("olá", options)]);
    expect(first).toBe(second);
    await cache.clip("olá", { language: "es" });
    expect(asked).toEqual(["olá", "olá", "olá"]);
  });

  it("forgets what was used longest ago when it is full", async () => {
    const asked: string[] = [];
    const cache = new PromptCache(
      synthesizer(async (text) => {
        asked.push(text);
        return voice;
      }),
      { maxSeconds: 2 },
    );
    for (const text of ["a", "b", "a", "c", "a", "b"]) await cache.clip(text, { language: "en" });
    expect(asked).toEqual(["a", "b", "c", "b"]);
  });
});

it("a full cache stays within its size, also when much is rendered at the same time", async () => {
  const second = { samples: new Int16Array(8000), rate: 8000 };
  const waiting: (() => void)[] = [];
  let made = 0;
  const synthesize = async () => {
    made++;
    await new Promise<void>((resolve) => waiting.push(resolve));
    return second;
  };
  const cache = new PromptCache({ name: "test", synthesize }, { maxSeconds: 3 });
  const texts = Array.from({ length: 80 }, (_, i) => String(i));
  for (let at = 0; at < texts.length; at += 4) {
    const clips = texts.slice(at, at + 4).map((text) => cache.clip(text, { language: "en" }));
    for (const finish of waiting.splice(0)) finish();
    await Promise.all(clips);
  }
  made = 0;
  for (const text of texts) void cache.clip(text, { language: "en" });
  // Three, and those that were made last together.
  expect(texts.length - made).toBeLessThanOrEqual(7);
});

describe("espeak-ng", () => {
  it("gets the text by standard input and its sound is read, however its header lies about the length", async () => {
    const wav = Buffer.from(writeWav(voice));
    wav.writeUInt32LE(0x7ffff000, 40);
    const command = await script(`cat > "$0.said"; echo "$@" > "$0.args"; echo ${wav.toString("base64")} | base64 -d`);
    const sound = await createEspeakSynthesizer({ command }).synthesize("$(reboot) olá", { language: "pt-BR" });
    expect(sound.samples).toEqual(voice.samples);
  });

  it("that fails or is missing is a clear error", async () => {
    const command = await script("echo no such voice >&2; exit 1");
    await expect(createEspeakSynthesizer({ command }).synthesize("a", { language: "xx" })).rejects.toThrow(
      "no such voice",
    );
    const missing = createEspeakSynthesizer({ command: "/nowhere/espeak" });
    await expect(missing.synthesize("a", { language: "en" })).rejects.toThrow(SpeechError);
    await expect(missing.synthesize("a", { language: "en", voice: "-x; y" })).rejects.toThrow("not a voice");
  });
});

describe("a service of the OpenAI dialect", () => {
  it("speaks", async () => {
    const { baseUrl, requests } = await serve((_, body) => {
      requests.push(JSON.parse(body.toString()));
      return { body: Buffer.from(writeWav(voice)) };
    });
    const speech = createOpenAiSynthesizer({ baseUrl, apiKey: "k", model: "tts", voice: "nova" });
    expect((await speech.synthesize("olá", { language: "pt-BR" })).samples).toEqual(voice.samples);
    expect(requests).toEqual([{ model: "tts", voice: "nova", input: "olá", response_format: "wav" }]);
  });

  it("listens", async () => {
    const { baseUrl, requests } = await serve((request, body) => {
      requests.push([
        request.headers["content-type"],
        body.includes("RIFF"),
        body.includes('name="language"\r\n\r\npt'),
      ]);
      return { body: Buffer.from('{"text":" sim "}') };
    });
    const recognizer = createOpenAiRecognizer({ baseUrl, model: "stt" });
    expect(await recognizer.recognize(voice, { language: "pt-BR" })).toEqual({ text: "sim" });
    expect(requests).toEqual([[expect.stringContaining("multipart/form-data"), true, true]]);
  });

  it("tells what it understood so far when it is asked to stream", async () => {
    const { baseUrl, requests } = await serve((_, body) => {
      requests.push(body.includes('name="stream"\r\n\r\ntrue'));
      const event = (data: Record<string, string>) => `event: ${data.type}\r\ndata: ${JSON.stringify(data)}\r\n\r\n`;
      const deltas = ["Sim", ", eu", " quero"].map((delta) => event({ type: "transcript.text.delta", delta }));
      const done = event({ type: "transcript.text.done", text: "Sim, eu quero." });
      return {
        type: "text/event-stream; charset=utf-8",
        body: Buffer.from([...deltas, done, "data: [DONE]\n\n"].join("")),
      };
    });
    const partial: string[] = [];
    const onPartial = (text: string) => partial.push(text);
    const recognizer = createOpenAiRecognizer({ baseUrl, model: "stt" });
    expect(await recognizer.recognize(voice, { language: "pt-BR", onPartial })).toEqual({ text: "Sim, eu quero." });
    expect(partial).toEqual(["Sim", "Sim, eu", "Sim, eu quero"]);
    expect(requests).toEqual([true]);
  });

  it("that knows no streaming answers whole, and a stream that breaks off is an error", async () => {
    const onPartial = () => undefined;
    const whole = await serve(() => ({ body: Buffer.from('{"text":"sim"}') }));
    const recognizer = createOpenAiRecognizer({ baseUrl: whole.baseUrl, model: "stt" });
    expect(await recognizer.recognize(voice, { language: "pt", onPartial })).toEqual({ text: "sim" });
    const delta = 'data: {"type":"transcript.text.delta","delta":"Sim"}\n\n';
    const broken = await serve(() => ({ type: "text/event-stream", body: Buffer.from(delta) }));
    const breaking = createOpenAiRecognizer({ baseUrl: broken.baseUrl, model: "stt" });
    await expect(breaking.recognize(voice, { language: "pt", onPartial })).rejects.toThrow("broke off");
  });

  it("that refuses, answers nonsense or is slow is a clear error", async () => {
    const { baseUrl } = await serve(() => ({ status: 429, body: Buffer.from("slow down") }));
    const options = { baseUrl, apiKey: "secret", model: "m", voice: "v" };
    const error = await createOpenAiSynthesizer(options)
      .synthesize("a", { language: "en" })
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(SpeechError);
    expect(error.message).toBe("the speech service answered 429: slow down");
    const nonsense = await serve(() => ({ body: Buffer.from("ID3") }));
    await expect(
      createOpenAiSynthesizer({ ...options, baseUrl: nonsense.baseUrl }).synthesize("a", { language: "en" }),
    ).rejects.toThrow("no WAV");
    const half = await serve(() => ({ body: Buffer.from("RIFF"), unfinished: true }));
    await expect(
      createOpenAiSynthesizer({ ...options, baseUrl: half.baseUrl, timeout: 200 }).synthesize("a", { language: "en" }),
    ).rejects.toThrow("broke off");
    const silent = await serve(() => undefined);
    await expect(
      createOpenAiRecognizer({ ...options, baseUrl: silent.baseUrl, timeout: 50 }).recognize(voice, { language: "en" }),
    ).rejects.toThrow("could not be reached");
  });
});

describe("a recogniser of whole utterances", () => {
  const piece = new Int16Array(800);

  it("gives partial results when it is asked again and again, one request at a time", async () => {
    const asked: number[] = [];
    const answers: (() => void)[] = [];
    const partial: string[] = [];
    const recognizer = withPartials(
      {
        recognize: ({ samples }) => {
          asked.push(samples.length);
          const { promise, resolve } = Promise.withResolvers<{ text: string }>();
          answers.push(() => resolve({ text: `${samples.length} samples` }));
          return promise;
        },
      },
      { everyMs: 200 },
    );
    const stream = recognizer.stream?.({ language: "en", rate: 8000, onPartial: (text) => partial.push(text) });
    for (let i = 0; i < 4; i++) stream?.write(piece);
    expect(asked).toEqual([1600]);
    answers[0]?.();
    await expect.poll(() => partial).toEqual(["1600 samples"]);
    stream?.write(piece);
    expect(asked).toEqual([1600, 4000]);
    const text = stream?.end();
    // What comes after the end is no partial result any more.
    answers[1]?.();
    answers[2]?.();
    expect(await text).toEqual({ text: "4000 samples" });
    expect(partial).toEqual(["1600 samples"]);
  });

  it("that fails in between is asked once more at the end", async () => {
    let asked = 0;
    const recognizer = withPartials(
      {
        recognize: async () => {
          asked++;
          if (asked === 1) throw new SpeechError("busy");
          return { text: "yes" };
        },
      },
      { everyMs: 100 },
    );
    const stream = recognizer.stream?.({ language: "en", rate: 8000, onPartial: () => expect.unreachable() });
    stream?.write(piece);
    expect(await stream?.end()).toEqual({ text: "yes" });
    expect(asked).toBe(2);
  });
});

function synthesizer(synthesize: SpeechSynthesizer["synthesize"]): SpeechSynthesizer {
  return { name: "test", synthesize };
}

async function script(body: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "espeak-"));
  cleanUps.push(() => rm(folder, { recursive: true }));
  const path = join(folder, "espeak-ng");
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}

type Answer = (
  request: IncomingMessage,
  body: Buffer,
) => { status?: number; type?: string; body: Buffer; unfinished?: boolean } | undefined;

async function serve(answer: Answer): Promise<{ baseUrl: string; requests: unknown[] }> {
  const requests: unknown[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const reply = answer(request, Buffer.concat(chunks));
      if (!reply) return;
      response.setHeader("content-type", reply.type ?? "application/octet-stream");
      response.writeHead(reply.status ?? 200).write(reply.body);
      if (!reply.unfinished) response.end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, requests };
}
