import type { Channel } from "../channel.ts";
import { capabilities } from "./capabilities.ts";
import { check } from "./check.ts";
import { sortError } from "./errors.ts";
import { downloadMedia, mediaLifetimeMs, uploadMedia } from "./media.ts";
import { parse } from "./parse/parse.ts";
import { render } from "./render/render.ts";
import { markRead, send } from "./send.ts";
import { secrets, settings } from "./settings.ts";
import { listTemplates } from "./templates.ts";
import { challenge, verify } from "./verify.ts";

/** WhatsApp, by Meta's Cloud API. */
export const whatsapp: Channel = {
  type: "whatsapp",
  capabilities,
  settings,
  secrets,
  // Expires on 8 Oct 2027; the version our fixture of Meta's official schemas is of.
  defaultBaseUrl: "https://graph.facebook.com/v23.0",
  verify,
  challenge,
  parse,
  render,
  sortError,
  send,
  markRead,
  uploadMedia,
  downloadMedia,
  mediaLifetimeMs,
  listTemplates,
  check,
};
