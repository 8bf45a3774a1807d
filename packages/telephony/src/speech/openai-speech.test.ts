import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
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
