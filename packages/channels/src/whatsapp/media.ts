import type { Channel, Outcome } from "../channel.ts";
import type { ChannelResponse } from "../http.ts";
import { sortError } from "./errors.ts";
import { bearer, callGraph, graphUrl } from "./graph.ts";
import { multipart } from "./multipart.ts";
import { errorOf } from "./send.ts";

/** Meta keeps an upload for 30 days; a day is left for clocks and queues. */
export const mediaLifetimeMs = 29 * 24 * 60 * 60 * 1000;

/** `POST /<phone number id>/media`, multipart. */
export const uploadMedia: Channel["uploadMedia"] = async ({ file, connection, fetch }) => {
  const { body, contentType } = multipart({ messaging_product: "whatsapp", type: file.mimeType }, file);
  const path = `${encodeURIComponent(connection.settings.phoneNumberId ?? "")}/media`;
  const headers = { ...bearer(connection), "content-type": contentType };
  const answer = await callGraph({ url: graphUrl(connection, path), init: { method: "POST", headers, body }, fetch });
  if (answer.kind !== "ok") return { ok: false, error: errorOf(answer) };
  const { id } = answer.json;
  if (typeof id !== "string" && typeof id !== "number") return failed("The answer has no media id");
  return { ok: true, value: { providerMediaId: String(id) } };
};

/** Two steps: `GET /<media id>` gives an address that lives five minutes, and the address gives the bytes to the same token. */
export const downloadMedia: Channel["downloadMedia"] = async ({ providerMediaId, connection, fetch, maxBytes }) => {
  const number = encodeURIComponent(connection.settings.phoneNumberId ?? "");
  const url = graphUrl(connection, `${encodeURIComponent(providerMediaId)}?phone_number_id=${number}`);
  const headers = bearer(connection);
  const answer = await callGraph({ url, init: { method: "GET", headers }, fetch });
  if (answer.kind !== "ok") return { ok: false, error: errorOf(answer) };
  const { url: address, mime_type: mimeType, file_size: size } = answer.json;
  if (typeof address !== "string") return failed("The answer has no address");
  if (Number(size) > maxBytes) return tooLarge(maxBytes);
  try {
    const answerBytes = Number(size) || maxBytes;
    const response = await fetch(address, { method: "GET", headers, redirect: "error", answerBytes });
    return await bytesOf(response, { maxBytes, mimeType: typeof mimeType === "string" ? mimeType : "" });
  } catch (error) {
    return failed(error instanceof Error ? error.message : "The download broke off");
  }
};

async function bytesOf(
  response: ChannelResponse,
  { maxBytes, mimeType }: { maxBytes: number; mimeType: string },
): ReturnType<Channel["downloadMedia"]> {
  // 404: the five minutes are over; a new try asks for a new address.
  if (response.status === 404) return failed("The address of the file has run out");
  if (response.status !== 200)
    return {
      ok: false,
      error: sortError({ code: null, httpStatus: response.status, detail: `HTTP ${response.status}` }),
    };
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) return tooLarge(maxBytes);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > maxBytes) return tooLarge(maxBytes);
  return { ok: true, value: { bytes, mimeType: mimeType || (response.headers.get("content-type") ?? "") } };
}

const failed = (detail: string): Outcome<never> => ({
  ok: false,
  error: { action: "retry", code: "provider-error", providerCode: null, detail },
});

const tooLarge = (maxBytes: number): Outcome<never> => ({
  ok: false,
  error: {
    action: "give-up",
    code: "media-refused",
    providerCode: null,
    detail: `The file is larger than ${maxBytes} bytes`,
  },
});
