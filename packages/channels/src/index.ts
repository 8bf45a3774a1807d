export * from "./channel.ts";
export * from "./channel-event.ts";
export { channels } from "./channels.ts";
export * from "./http.ts";
export { mediaOf } from "./media-of.ts";
export * from "./sorted-error.ts";
export { type PhoneKeys, phoneKeys } from "./whatsapp/identity.ts";
export { whatsapp } from "./whatsapp/index.ts";
