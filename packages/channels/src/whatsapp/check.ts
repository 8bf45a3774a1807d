import type { Channel } from "../channel.ts";
import { bearer, callGraph, graphUrl } from "./graph.ts";
import { textIn } from "./parse/reading.ts";
import { outcome } from "./send.ts";

/** `GET /<phone number id>`: answers only when the token may use this number. */
export const check: Channel["check"] = async ({ connection, fetch }) => {
  const number = encodeURIComponent(connection.settings.phoneNumberId ?? "");
  const url = graphUrl(connection, `${number}?fields=display_phone_number,verified_name`);
  const answer = await callGraph({ url, init: { method: "GET", headers: bearer(connection) }, fetch });
  return outcome(answer, (json) => ({
    phone: textIn(json, "display_phone_number")?.replaceAll(/\D/g, "") ?? null,
    name: textIn(json, "verified_name"),
  }));
};
