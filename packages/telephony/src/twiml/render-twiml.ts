import type { DialTarget, DialVerb, GatherVerb, RecordVerb, VoiceVerb } from "./voice-verb.ts";

type Attributes = Record<string, string | number | boolean | undefined>;

/** Writes the document that tells a Twilio-dialect cloud what to do next. An empty list answers the call and ends it. */
export function renderTwiml(verbs: readonly VoiceVerb[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${element("Response", {}, verbs.map(renderVerb))}`;
}

function renderVerb(verb: VoiceVerb): string {
  switch (verb.verb) {
    case "say":
      return element("Say", { voice: verb.voice, language: verb.language, loop: verb.loop }, escapeXml(verb.text));
    case "play":
      return "digits" in verb
        ? element("Play", { digits: verb.digits })
        : element("Play", { loop: verb.loop }, escapeXml(verb.url));
    case "pause":
      return element("Pause", { length: verb.seconds });
    case "gather":
      return renderGather(verb);
    case "record":
      return renderRecord(verb);
    case "dial":
      return renderDial(verb);
    case "enqueue":
      return element("Enqueue", { action: verb.action, waitUrl: verb.waitUrl }, escapeXml(verb.name));
    case "stream":
      return element("Connect", {}, renderStream(verb.url, verb.parameters ?? {}));
    case "refer":
      return element("Refer", { action: verb.action }, element("Sip", {}, escapeXml(verb.to)));
    case "redirect":
      return element("Redirect", {}, escapeXml(verb.url));
    case "reject":
      return element("Reject", { reason: verb.reason });
    case "leave":
      return element("Leave", {});
    case "hangup":
      return element("Hangup", {});
  }
}

function renderGather({ input = ["dtmf"], hints, prompt = [], ...attributes }: GatherVerb): string {
  const all = { input: input.join(" "), ...attributes, hints: hints?.join(", ") };
  return element("Gather", withoutVerb(all), prompt.map(renderVerb));
}

function renderRecord(record: RecordVerb): string {
  return element("Record", withoutVerb(record));
}

function renderDial({ to, ...attributes }: DialVerb): string {
  return element("Dial", withoutVerb(attributes), to.map(renderTarget));
}

function renderTarget(target: DialTarget): string {
  switch (target.kind) {
    case "number":
      return element("Number", {}, escapeXml(target.number));
    case "sip":
      return element("Sip", { username: target.username, password: target.password }, escapeXml(target.uri));
    case "client":
      return element("Client", {}, escapeXml(target.identity));
    case "queue":
      return element("Queue", {}, escapeXml(target.name));
    case "conference": {
      const { room, muted, startOnEnter, endOnExit, beep, waitUrl, coach } = target;
      const names = { startConferenceOnEnter: startOnEnter, endConferenceOnExit: endOnExit };
      return element("Conference", { muted, ...names, beep, waitUrl, coach }, escapeXml(room));
    }
  }
}

function renderStream(url: string, parameters: Record<string, string>): string {
  const children = Object.entries(parameters).map(([name, value]) => element("Parameter", { name, value }));
  return element("Stream", { url }, children);
}

// Everything else of these verbs is an attribute by the same name.
function withoutVerb(attributes: Attributes): Attributes {
  return { ...attributes, verb: undefined };
}

function element(name: string, attributes: Attributes, content: string | string[] = ""): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) text += ` ${key}="${escapeXml(String(value)).replaceAll('"', "&quot;")}"`;
  }
  const inner = typeof content === "string" ? content : content.join("");
  return inner === "" ? `${text}/>` : `${text}>${inner}</${name}>`;
}

// Everything but XML's own production `Char` (XML 1.0 section 2.2), without the carriage return, which parsers change.
const FORBIDDEN = /[^\t\n\u0020-\ufffd\u{10000}-\u{10ffff}]/gu;

// XML has no way to write these characters: they are left out, or the whole document would be refused.
function escapeXml(text: string): string {
  const allowed = text.toWellFormed().replace(FORBIDDEN, "");
  return allowed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
