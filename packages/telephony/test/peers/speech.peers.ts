import { expect, it } from "vitest";
import {
  type Call,
  createEspeakSynthesizer,
  createPocketsphinxRecognizer,
  type IncomingCall,
  listen,
  PromptCache,
  SipEndpoint,
} from "../../src/index.ts";

const GRAMMAR = `#JSGF V1.0;
grammar departments;
public <wish> = [please] (connect me to | i want) (sales | support | billing);
`;

// A bot that calls a bot: one speaks by espeak-ng, the other understands by pocketsphinx, over a real Opus call.
it("a bot asks, a caller answers aloud over the prompt, and is understood", async () => {
  const prompts = new PromptCache(createEspeakSynthesizer());
  const answered = Promise.withResolvers<Call>();
  const bot = await open(5090, 5092, (call) => call.answer().then(answered.resolve));
  const person = await open(5092, 5090, (call) => call.reject());
  try {
    const caller = await (await person.dial({ trunk: "other", to: "bot" })).answered;
    const call = await answered.promise;
    const question = await prompts.clip("Welcome. Which department would you like to talk to?", { language: "en" });
    const utterance = listen(call, { prompt: question });
    caller.play(await prompts.clip("please connect me to sales", { language: "en-us" }));
    const { audio, reason } = await utterance;
    expect(reason).toBe("pause");
    const recognizer = createPocketsphinxRecognizer({ grammar: GRAMMAR });
    expect(await recognizer.recognize(audio, { language: "en" })).toEqual({ text: "please connect me to sales" });
    const portuguese = await prompts.clip("Olá! Digite um para vendas.", { language: "pt-BR" });
    const spanish = await prompts.clip("Hola. Marque uno para ventas.", { language: "es" });
    expect(Math.min(portuguese.seconds, spanish.seconds)).toBeGreaterThan(1);
  } finally {
    await Promise.all([bot.close(), person.close()]);
  }
});

function open(port: number, other: number, onCall: (call: IncomingCall) => unknown) {
  return SipEndpoint.open({
    udp: { address: "127.0.0.1", port },
    media: { address: "127.0.0.1", ports: { from: 22_000 + port - 5000, to: 22_019 + port - 5000 } },
    codecs: ["opus"],
    trunks: [{ name: "other", server: { host: "127.0.0.1", port: other, protocol: "udp" }, user: "x" }],
    onCall,
  });
}
