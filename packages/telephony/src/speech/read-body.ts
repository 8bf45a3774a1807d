import { reasonOf } from "./reason-of.ts";
import { SpeechError } from "./speech-provider.ts";

/**
 * The body of an answer, of so many bytes at most: what is longer is broken off where that shows, and not kept. Rejects
 * with SpeechError.
 */
export async function readBody(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Leaving the loop cancels the body, and with it the connection.
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) throw new SpeechError(`the speech service answered more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof SpeechError) throw error;
    throw new SpeechError(`the speech service broke off: ${reasonOf(error)}`, String(error));
  }
  return Buffer.concat(chunks);
}
