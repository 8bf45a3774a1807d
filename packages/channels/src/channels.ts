import type { Channel } from "./channel.ts";
import { whatsapp } from "./whatsapp/index.ts";

/** Every channel Prosa speaks, by type. Nobody asks a type's name elsewhere: the channel answers for itself. */
export const channels: ReadonlyMap<string, Channel> = new Map([whatsapp].map((channel) => [channel.type, channel]));
