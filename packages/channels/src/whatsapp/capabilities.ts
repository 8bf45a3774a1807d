import type { ChannelCapabilities } from "@prosa/flow-schema";

const megabyte = 1024 * 1024;

/**
 * What the WhatsApp Cloud API shows and carries. Sources: Meta's pages on text, media (17 Apr 2026), reply buttons and lists,
 * and facebook/openapi v23.0. Where the page on lists says 4096 for the body and the official schema 1024, the lower is kept.
 */
export const capabilities: ChannelCapabilities = {
  type: "whatsapp",
  textLength: 4096,
  buttons: { max: 3, titleLength: 20, bodyLength: 1024 },
  list: { rows: 10, titleLength: 24, descriptionLength: 72, buttonLength: 20, bodyLength: 1024 },
  media: {
    image: { maxBytes: 5 * megabyte, mimeTypes: ["image/jpeg", "image/png"], captionLength: 1024 },
    audio: {
      maxBytes: 16 * megabyte,
      mimeTypes: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
      captionLength: 0,
    },
    video: { maxBytes: 16 * megabyte, mimeTypes: ["video/mp4", "video/3gpp"], captionLength: 1024 },
    document: {
      maxBytes: 100 * megabyte,
      mimeTypes: [
        "text/plain",
        "application/pdf",
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      ],
      captionLength: 1024,
    },
    sticker: { maxBytes: 500 * 1024, mimeTypes: ["image/webp"], captionLength: 0 },
  },
  windowMs: 24 * 60 * 60 * 1000,
  templates: true,
  voice: false,
  reply: "push",
};
