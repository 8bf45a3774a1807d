import type { Context, Hono } from "hono";
import type { StandinAccount } from "../account.ts";
import type { Core } from "../core.ts";
import { addFile, fileLimits, plainType } from "../files.ts";
import type { StoredFile } from "../state/store.ts";
import { authorize } from "./authorize.ts";
import { missing } from "./fields.ts";
import { GraphError, noSuchObject } from "./graph-error.ts";

const uploadLifetime = 30 * 24 * 60 * 60 * 1000;
const addressLifetime = 5 * 60 * 1000;

/** An address to download from: lives five minutes, and wants the token too. */
interface Address {
  fileId: string;
  expiresAt: number;
}

/** `GET /files/<key>`: where the addresses of `describeFile` lead. */
export class FileAddresses {
  readonly #addresses = new Map<string, Address>();

  add(core: Core, fileId: string): string {
    const now = core.clock();
    for (const [key, { expiresAt }] of this.#addresses) if (expiresAt <= now) this.#addresses.delete(key);
    const key = core.ids.token();
    this.#addresses.set(key, { fileId, expiresAt: now + addressLifetime });
    return key;
  }

  find(core: Core, key: string): string | undefined {
    const address = this.#addresses.get(key);
    return address && address.expiresAt > core.clock() ? address.fileId : undefined;
  }
}

export function registerFiles(app: Hono, core: Core, addresses: FileAddresses): void {
  app.get("/files/:key", async (c) => {
    const file = core.state.file(addresses.find(core, c.req.param("key")) ?? "");
    const account = file && (await core.accounts.byNumber(file.phoneNumberId));
    const bytes = file && (await core.store.getFile(file.id));
    if (!file || !account || !bytes) return c.body(null, 404);
    authorize(c, account);
    return c.body(bytes, 200, { "content-type": file.mimeType, "content-length": String(bytes.length) });
  });
}

/** `POST /<phone number id>/media`: multipart with `messaging_product` and `file`. */
export async function uploadFile(c: Context, core: Core, account: StandinAccount): Promise<Response> {
  const form = await c.req.formData().catch(() => {
    throw new GraphError(131009, "The body is not multipart/form-data.");
  });
  if (form.get("messaging_product") !== "whatsapp")
    throw new GraphError(100, "The parameter messaging_product is required and must be 'whatsapp'.");
  const file = form.get("file");
  if (!(file instanceof File)) throw missing("file");
  const mimeType = plainType(file.type);
  const limits = Object.values(fileLimits).filter(({ types }) => (types as readonly string[]).includes(mimeType));
  const [limit] = limits;
  if (!limit)
    throw new GraphError(
      131053,
      `Param file must be a file with one of the supported types; received ${file.type || "none"}.`,
    );
  if (file.size === 0 || file.size > limit.maxBytes)
    throw new GraphError(131053, `The file has ${file.size} bytes; ${mimeType} may have 1 to ${limit.maxBytes}.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { phoneNumberId } = account;
  const stored = await addFile(core, {
    bytes,
    mimeType,
    filename: file.name || null,
    phoneNumberId,
    lifetime: uploadLifetime,
  });
  return c.json({ id: stored.id });
}

/** `GET /<media id>` */
export function describeFile(
  c: Context,
  core: Core,
  { file, addresses }: { file: StoredFile; addresses: FileAddresses },
): Response {
  refuseOthers(c, core, file);
  const url = new URL(c.req.url);
  // Up to the version: whatever path the stand-in is mounted at.
  const mount = url.pathname.replace(/\/v\d+\.\d+\/[^/]*$/, "");
  return c.json({
    messaging_product: "whatsapp",
    url: `${url.origin}${mount}/files/${addresses.add(core, file.id)}`,
    mime_type: file.mimeType,
    sha256: file.sha256,
    file_size: String(file.size),
    id: file.id,
  });
}

/** `DELETE /<media id>` */
export async function deleteFile(c: Context, core: Core, file: StoredFile): Promise<Response> {
  refuseOthers(c, core, file);
  core.state.removeFile(file.id);
  await core.store.deleteFile(file.id);
  core.changed(file.phoneNumberId);
  return c.json({ success: true });
}

function refuseOthers(c: Context, core: Core, file: StoredFile): void {
  const number = c.req.query("phone_number_id");
  if (file.expiresAt <= core.clock() || (number !== undefined && number !== file.phoneNumberId))
    throw noSuchObject(file.id);
}
