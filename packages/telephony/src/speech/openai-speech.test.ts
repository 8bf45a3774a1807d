import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { writeWav } from "../audio/wav.ts";
import { speechLike } from "../testing/signals.ts";
import { createOpenAiRecognizer, createOpenAiSynthesizer } from "./openai-speech.ts";
import { SpeechError } from "./speech-provider.ts";

const cleanUps: (() => unknown)[] = [];
const voice = speechLike({ seed: 1, seconds: 1 });

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
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
    const refusal = { error: { message: "slow down", type: "requests", code: "rate_limit_exceeded" } };
    const { baseUrl } = await serve(() => ({ status: 429, body: Buffer.from(JSON.stringify(refusal)) }));
    const options = { baseUrl, apiKey: "secret", model: "m", voice: "v" };
    const error = await createOpenAiSynthesizer(options)
      .synthesize("a", { language: "en" })
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(SpeechError);
    expect(error.message).toBe("the speech service answered 429 rate_limit_exceeded requests");
    expect(error.detail).toBe(JSON.stringify(refusal));
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

  it.each([
    ["sound", "speech", 200, "application/octet-stream", 64 * 2 ** 20],
    ["a transcription", "transcription", 200, "application/json", 2 ** 20],
    ["a stream", "transcription", 200, "text/event-stream", 2 ** 20],
    ["a complaint", "speech", 500, "text/plain", 2 ** 13],
  ] as const)("that answers %s without end is broken off", async (_, what, status, type, limit) => {
    const { baseUrl, sent, closed } = await serveForEver(status, type);
    const failure =
      what === "speech"
        ? createOpenAiSynthesizer({ baseUrl, model: "m", voice: "v" }).synthesize("a", { language: "en" })
        : createOpenAiRecognizer({ baseUrl, model: "m" }).recognize(voice, { language: "en" });
    await expect(failure).rejects.toThrow(SpeechError);
    await closed;
    // What was under way in the sockets comes on top.
    expect(sent()).toBeLessThan(limit + 16 * 2 ** 20);
  });

  it("that tells a fault in the words it was asked to speak keeps them out of every log", async () => {
    // As a server does that checks its requests by a schema.
    const { baseUrl } = await serve((_, body) => {
      const input: unknown = JSON.parse(String(body));
      const error = { code: "Maria, your test", type: "is positive", message: "Maria, your test is positive" };
      return { status: 422, body: Buffer.from(JSON.stringify({ detail: [{ type: "missing", input }], error })) };
    });
    const error: unknown = await createOpenAiSynthesizer({ baseUrl, model: "m", voice: "v" })
      .synthesize("Maria, your test is positive", { language: "en" })
      .catch((reason) => reason);
    expect(String(error)).toBe("SpeechError: the speech service answered 422");
    for (const text of [
      inspect(error, { showHidden: true }),
      JSON.stringify(error),
      JSON.stringify({ ...Object(error) }),
    ])
      expect(text).not.toMatch(/Maria|positive/);
    expect((error as SpeechError).detail).toContain("Maria");
  });

  it("that cannot be reached is no reason to tell its password", async () => {
    const baseUrl = "http://user:pass@127.0.0.1:9/v1";
    const speech = createOpenAiSynthesizer({ baseUrl, model: "m", voice: "v" });
    await expect(speech.synthesize("a", { language: "en" })).rejects.toThrow(
      new SpeechError("the speech service could not be reached: TypeError"),
    );
  });

  it("that is not needed any more is left with a speech error", async () => {
    const half = await serve(() => ({ body: Buffer.from("{"), unfinished: true }));
    const silent = await serve(() => undefined);
    for (const { baseUrl, asked } of [half, silent]) {
      const controller = new AbortController();
      const recognizer = createOpenAiRecognizer({ baseUrl, model: "m" });
      const failure = recognizer.recognize(voice, { language: "en", signal: controller.signal });
      await asked;
      controller.abort();
      await expect(failure).rejects.toThrow(SpeechError);
    }
  });

  it("goes on when who hears its partial results fails", async () => {
    const event = (data: Record<string, string>) => `data: ${JSON.stringify(data)}\n\n`;
    const delta = event({ type: "transcript.text.delta", delta: "Sim" });
    const done = event({ type: "transcript.text.done", text: "Sim." });
    const { baseUrl } = await serve(() => ({ type: "text/event-stream", body: Buffer.from(delta + done) }));
    const onPartial = () => {
      throw new Error("a fault of the application");
    };
    const recognizer = createOpenAiRecognizer({ baseUrl, model: "stt" });
    expect(await recognizer.recognize(voice, { language: "pt", onPartial })).toEqual({ text: "Sim." });
  });

  it("is another to the prompt cache when its voice is another", () => {
    const options = { baseUrl: "http://127.0.0.1/v1", model: "m" };
    const [nova, onyx] = ["nova", "onyx"].map((name) => createOpenAiSynthesizer({ ...options, voice: name }).name);
    expect(nova).not.toBe(onyx);
  });
});

type Answer = (
  request: IncomingMessage,
  body: Buffer,
) => { status?: number; type?: string; body: Buffer; unfinished?: boolean } | undefined;

type Service = { baseUrl: string; requests: unknown[]; asked: Promise<void> };

async function serve(answer: Answer): Promise<Service> {
  const requests: unknown[] = [];
  const asked = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const reply = answer(request, Buffer.concat(chunks));
      asked.resolve();
      if (!reply) return;
      response.setHeader("content-type", reply.type ?? "application/octet-stream");
      response.writeHead(reply.status ?? 200).write(reply.body);
      if (!reply.unfinished) response.end();
    });
  });
  return { baseUrl: await listen(server), requests, asked: asked.promise };
}

async function serveForEver(status: number, type: string) {
  const chunk = Buffer.alloc(2 ** 16, "a");
  const closed = Promise.withResolvers<void>();
  let sent = 0;
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": type });
    const write = () => {
      do sent += chunk.length;
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", write).on("close", closed.resolve);
    write();
  });
  return { baseUrl: await listen(server), sent: () => sent, closed: closed.promise };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}
