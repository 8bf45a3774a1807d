import type { MediaUpload } from "../channel.ts";

/** A `multipart/form-data` body (RFC 7578) of some texts and one file, without the host's FormData. */
export function multipart(
  fields: Record<string, string>,
  file: MediaUpload,
): { body: Uint8Array<ArrayBuffer>; contentType: string } {
  const boundary = boundaryFor(file.bytes);
  const texts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head =
    `${texts.join("")}--${boundary}\r\n` +
    `Content-Disposition: form-data; name="file"; filename="${asciiName(file.filename)}"\r\n` +
    `Content-Type: ${file.mimeType.replaceAll(/[^\x20-\x7e]/g, "")}\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const body = new Uint8Array(head.length + file.bytes.length + tail.length);
  body.set(asciiBytes(head));
  body.set(file.bytes, head.length);
  body.set(asciiBytes(tail), head.length + file.bytes.length);
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}

/** A line that the file has not: lengthened until none of its lines begins so. */
function boundaryFor(bytes: Uint8Array): string {
  let boundary = "prosa-form-data";
  while (contains(bytes, asciiBytes(`--${boundary}`))) boundary += `-${bytes.length}`;
  return boundary;
}

function contains(bytes: Uint8Array, sought: Uint8Array): boolean {
  const first = sought[0] ?? 0;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (sought.every((byte, offset) => bytes[at + offset] === byte)) return true;
  }
  return false;
}

/** The name is not shown to anybody (`filename` of the message is): other characters than ASCII may go. */
const asciiName = (name: string): string => name.replaceAll(/[^\w. -]/g, "_").slice(-100) || "file";

const asciiBytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
