import type { SortedError } from "@prosa/channels";
import type { ChannelAccess } from "../../modules/connections/index.ts";
import { findMediaFile, findUpload, saveUpload } from "../../modules/media/index.ts";
import { scopeOfRuntime } from "../../platform/db/scope.ts";
import type { Deps } from "../../platform/deps.ts";

/** Bytes of files that may be on their way to providers at once; one file may always go. */
const mostBytes = 256 * 1024 * 1024;

export interface WantedUpload {
  ws: string;
  connectionId: string;
  access: ChannelAccess;
  /** The file's. */
  hash: string;
  filename: string | undefined;
}

export type Uploaded = { id: string } | { error: SortedError };

/** Files of messages at their providers: each goes there once a month, not once a message. */
export class Uploads {
  readonly #deps: Deps;
  readonly #underWay = new Map<string, Promise<Uploaded>>();
  readonly #stop = Promise.withResolvers<never>();
  #bytes = 0;
  #freed = Promise.withResolvers<void>();

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#stop.promise.catch(() => {});
  }

  /** The provider's id of a file. Messages that want the same file at once wait for one upload. @throws when stopped */
  async idOf(wanted: WantedUpload): Promise<Uploaded> {
    const { ws, connectionId, hash } = wanted;
    const known = await findUpload(scopeOfRuntime(this.#deps.db, ws), { connectionId, hash, now: this.#deps.now() });
    if (known) return { id: known };
    const key = `${connectionId} ${hash}`;
    let upload = this.#underWay.get(key);
    if (!upload) {
      upload = this.#upload(wanted).finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, upload);
    }
    return Promise.race([upload, this.#stop.promise]);
  }

  /** Whoever waits for an upload hears at once that it will not come. */
  stop(): void {
    this.#stop.reject(new Error("the server stops before the file is with the provider"));
  }

  async #upload({ ws, connectionId, access, hash, filename }: WantedUpload): Promise<Uploaded> {
    const scope = scopeOfRuntime(this.#deps.db, ws);
    const [file, size] = await Promise.all([findMediaFile(scope, hash), this.#deps.storage.size(ws, hash)]);
    if (!file || size === undefined)
      return {
        error: { action: "give-up", code: "media-missing", providerCode: null, detail: "The file is not kept here." },
      };
    const { channel, connection, fetch } = access;
    const name = filename ?? file.filename ?? "file";
    const uploaded = await this.#within(size, async () =>
      channel.uploadMedia({
        file: { bytes: await this.#read({ ws, hash, size }), mimeType: file.mimeType, filename: name },
        connection,
        fetch,
      }),
    );
    if (!uploaded.ok) return { error: uploaded.error };
    const { providerMediaId } = uploaded.value;
    const expiresAt = new Date(this.#deps.now().getTime() + channel.mediaLifetimeMs);
    await saveUpload(scope, { connectionId, hash, providerMediaId, expiresAt });
    return { id: providerMediaId };
  }

  async #read({ ws, hash, size }: { ws: string; hash: string; size: number }): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(size);
    let at = 0;
    for await (const chunk of this.#deps.storage.read(ws, hash)) {
      bytes.set(chunk as Buffer, at);
      at += (chunk as Buffer).length;
    }
    return bytes;
  }

  /** Waits until there is room for so many bytes. */
  async #within<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    while (this.#bytes > 0 && this.#bytes + bytes > mostBytes) await this.#freed.promise;
    this.#bytes += bytes;
    try {
      return await work();
    } finally {
      this.#bytes -= bytes;
      this.#freed.resolve();
      this.#freed = Promise.withResolvers();
    }
  }
}
