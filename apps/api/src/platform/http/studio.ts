import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, sep } from "node:path";
import { Readable } from "node:stream";
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { AppError } from "../problem/app-error.ts";
import type { Api, ApiEnv } from "./api-env.ts";
import { pagePolicy, workerPolicy } from "./security-headers.ts";

/** Addresses of the studio's pages, which the browser then tells apart. */
const pages = /^\/($|w\/|login$|setup$|profile$|standin(\/|$))/;

/**
 * Serves the built studio: files with a hash in their name for ever and as they were compressed when built, index.html from
 * memory. What is not there when the server starts is not served.
 */
export function serveStudio(api: Api, folder: string): void {
  const files = listFiles(folder);
  const page = existsSync(join(folder, "index.html")) ? readPage(join(folder, "index.html")) : undefined;
  api.get("*", (c) => {
    const file = files.get(c.req.path);
    if (file) return sendFile(c, file);
    if (!pages.test(c.req.path) && (c.req.path.startsWith("/assets/") || extname(c.req.path) !== ""))
      throw new AppError("not_found", "There is no such file.");
    if (!page) return c.text("The studio has not been built. npm start builds it.", 503);
    const headers = { "cache-control": "no-cache", etag: page.etag, "content-security-policy": page.policy };
    if (c.req.header("if-none-match") === page.etag) return c.body(null, 304, headers);
    return c.html(page.html, pages.test(c.req.path) ? 200 : 404, headers);
  });
}

interface StudioFile {
  path: string;
  type: string;
  immutable: boolean;
  etag: string;
  /** Compressed forms, best first. */
  encodings: { name: "br" | "gzip"; path: string }[];
}

function sendFile(c: Context<ApiEnv>, file: StudioFile): Response {
  const headers: Record<string, string> = {
    "content-type": file.type,
    "cache-control": file.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "accept-encoding",
    etag: file.etag,
  };
  if (file.type.startsWith("text/javascript")) headers["content-security-policy"] = workerPolicy;
  if (c.req.header("if-none-match") === file.etag) return c.body(null, 304, headers);
  const supports = file.encodings.map((e) => e.name);
  const chosen = accepts(c, {
    header: "Accept-Encoding",
    supports,
    default: "identity",
    match: (given) => best(given, supports),
  });
  const path = file.encodings.find((e) => e.name === chosen)?.path ?? file.path;
  if (path !== file.path) headers["content-encoding"] = chosen;
  headers["content-length"] = String(statSync(path).size);
  return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, 200, headers);
}

const best = (given: { type: string; q: number }[], supports: string[]) =>
  supports.find((name) => given.some((g) => g.type === name && g.q > 0)) ?? "identity";

function readPage(path: string) {
  const html = readFileSync(path, "utf8");
  const inline = html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g);
  const hashes = Array.from(
    inline,
    ([, code]) =>
      `sha256-${createHash("sha256")
        .update(code as string)
        .digest("base64")}`,
  );
  return { html, policy: pagePolicy(hashes), etag: etagOf(html) };
}

function listFiles(folder: string): Map<string, StudioFile> {
  const files = new Map<string, StudioFile>();
  if (!existsSync(folder)) return files;
  const names = new Set(
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.split(sep).join("/")),
  );
  for (const name of names) {
    const type = types[extname(name)];
    if (!type || name === "index.html") continue;
    const path = join(folder, name);
    const encodings = (
      [
        ["br", ".br"],
        ["gzip", ".gz"],
      ] as const
    ).flatMap(([encoding, ending]) => (names.has(name + ending) ? [{ name: encoding, path: path + ending }] : []));
    const found = statSync(path, { throwIfNoEntry: false });
    // Being built anew just now.
    if (!found) continue;
    const { size, mtimeMs } = found;
    files.set(`/${name}`, {
      path,
      type,
      immutable: name.startsWith("assets/"),
      etag: etagOf(`${name} ${size} ${mtimeMs}`),
      encodings,
    });
  }
  return files;
}

const etagOf = (text: string) => `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".mp3": "audio/mpeg",
  ".txt": "text/plain; charset=utf-8",
};
