import { expect, it } from "vitest";
import {
  type Call,
  createEspeakSynthesizer,
  createPocketsphinxRecognizer,
  type IncomingCall,
  PromptCache,
  SipEndpoint,
  understand,
  withPartials,
} from "../../src/index.ts";

const GRAMMAR = `#JSGF V1.0;
grammar departments;
<department> = sales | support | billing;
public <wish> = [please] connect | [please] connect me | [please] connect me to [<department>];
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
    const recognizer = withPartials(createPocketsphinxRecognizer({ grammar: GRAMMAR }), { everyMs: 400 });
    const partial: string[] = [];
    const onPartial = (text: string) => partial.push(text);
    const understood = understand(call, { prompt: question, recognizer, language: "en", onPartial });
    caller.play(await prompts.clip("please connect me to sales", { language: "en-us" }));
    expect(await understood).toMatchObject({ text: "please connect me to sales", reason: "pause" });
    // What was understood while the caller still spoke is a beginning of it.
    expect(partial.length).toBeGreaterThan(0);
    for (const text of partial) expect("please connect me to sales".startsWith(text)).toBe(true);
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
