/** What an exported file holds: the very body that creates the flow through the API. */
export interface FlowFile<Document> {
  name: string;
  document: Document;
}

/** Reads a file: one of ours, or a bare flow document (then the file's name is the flow's). Null when it is neither. */
export function parseFlowFile(text: string, filename: string): FlowFile<Record<string, unknown>> | null {
  const content = parse(text);
  if (!isRecord(content)) return null;
  const document = isRecord(content.document) ? content.document : content;
  if (!("format" in document) || !isRecord(document.nodes)) return null;
  const name =
    typeof content.name === "string" && content.name.trim() ? content.name : filename.replace(/(\.prosa)?\.json$/i, "");
  return { name: name.slice(0, 120), document };
}

/** A file name that every system takes. */
export function flowFileName(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "");
  return `${
    plain
      .replace(/[^A-Za-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .toLowerCase() || "flow"
  }.prosa.json`;
}

/** Hands a text to the browser as a download. */
export function download(filename: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: filename });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
