/** A session description (RFC 8866) as far as audio calls need it; what is not understood is skipped. */
export type SessionDescription = {
  /** Session id and version of `o=`: a higher version means a change. */
  origin: { id: string; version: string };
  /** `c=` of the session, for media without their own. */
  address?: string;
  attributes: SdpAttribute[];
  media: MediaDescription[];
};

export type SdpAttribute = { name: string; value?: string };

/** One `m=` section. Port 0 means refused. `formats` are payload types as text. */
export type MediaDescription = {
  kind: string;
  port: number;
  protocol: string;
  formats: string[];
  address?: string;
  attributes: SdpAttribute[];
};

/** A description that cannot be read, or that offers nothing we can speak. */
export class SdpError extends Error {
  override readonly name = "SdpError";
}

const MAX_LINES = 1_000;

/** Parses a description. Throws SdpError. */
export function parseSdp(text: string): SessionDescription {
  const lines = text.split(/\r\n|\n|\r/, MAX_LINES + 1);
  if (lines.length > MAX_LINES) throw new SdpError("description too long");
  if (lines[0] !== "v=0") throw new SdpError("not a session description");
  const session: SessionDescription = { origin: { id: "0", version: "0" }, attributes: [], media: [] };
  for (const line of lines) {
    const value = line.slice(2);
    if (line[1] === "=") readLine(session, line[0] ?? "", value);
  }
  return session;
}

/** The first attribute of that name in a section; an attribute without value reads as an empty text. */
export function attribute(section: { attributes: SdpAttribute[] }, name: string): string | undefined {
  const found = section.attributes.find((each) => each.name === name);
  return found === undefined ? undefined : (found.value ?? "");
}

/** Every value of an attribute. */
export function attributes(section: { attributes: SdpAttribute[] }, name: string): string[] {
  return section.attributes.filter((each) => each.name === name).map((each) => each.value ?? "");
}

function readLine(session: SessionDescription, type: string, value: string): void {
  const section = session.media.at(-1) ?? session;
  if (type === "o") {
    const [, id = "0", version = "0"] = value.split(" ");
    session.origin = { id, version };
  } else if (type === "c") section.address = connectionAddress(value);
  else if (type === "m") session.media.push(mediaLine(value));
  else if (type === "a") {
    const colon = value.indexOf(":");
    section.attributes.push(
      colon < 0 ? { name: value } : { name: value.slice(0, colon), value: value.slice(colon + 1) },
    );
  }
}

function connectionAddress(value: string): string {
  const match = /^IN IP[46] ([0-9A-Za-z.:-]+)(?:\/[\d/]+)?\s*$/.exec(value);
  if (match?.[1] === undefined) throw new SdpError("malformed connection line");
  return match[1];
}

function mediaLine(value: string): MediaDescription {
  const match = /^(\S+) (\d{1,5})(?:\/\d+)? (\S+) (\S.*)$/.exec(value);
  const [, kind = "", port = "", protocol = "", formats = ""] = match ?? [];
  if (match === null || Number(port) > 65_535) throw new SdpError("malformed media line");
  return { kind, port: Number(port), protocol, formats: formats.trim().split(/\s+/), attributes: [] };
}
