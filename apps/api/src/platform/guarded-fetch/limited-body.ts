import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { GuardedFetchError } from "./guarded-fetch-error.ts";
import { fault } from "./request-once.ts";

/** The body of an answer, decompressed, that fails when it grows beyond `maxBytes` or the deadline passes. */
export function limitedBody(response: IncomingMessage, maxBytes: number, deadline: AbortSignal): Readable {
  return Readable.from(read(response, maxBytes, deadline), { objectMode: false });
}

async function* read(response: IncomingMessage, maxBytes: number, deadline: AbortSignal) {
  const encoding = response.headers["content-encoding"]?.toLowerCase() ?? "";
  const decoder = decoders[encoding]?.();
  const source = decoder ? response.on("error", (error) => decoder.destroy(error)).pipe(decoder) : response;
  let size = 0;
  try {
    for await (const chunk of source) {
      size += (chunk as Buffer).length;
      // Counted after decompression: a few kilobytes can hold gigabytes.
      if (size > maxBytes) throw new GuardedFetchError("too_large", `The answer is larger than ${maxBytes} bytes.`);
      yield chunk as Buffer;
    }
  } catch (error) {
    throw fault(error, deadline);
  } finally {
    response.destroy();
    decoder?.destroy();
  }
}

const decoders: Record<string, () => NodeJS.ReadWriteStream & { destroy(error?: Error): void }> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
