import { createHmac, timingSafeEqual } from "node:crypto";
import type { SecretBox } from "../secrets/secret-box.ts";

/** A file as an address names it. */
interface AddressedFile {
  workspaceId: string;
  sha256: string;
  contentType: string;
  /** What a browser calls it when it is downloaded. */
  fileName?: string | undefined;
}

/** Makes and checks addresses of files that work without signing in, for a while. */
export interface SignedAddresses {
  /** A path on this server, good until `expires`. */
  make(file: AddressedFile, expires: Date): string;
  /** The file, when the signature is right and it has not expired. */
  check(workspaceId: string, sha256: string, query: Record<string, string>, now: Date): AddressedFile | undefined;
}

/** The type and the name are signed too: whoever has an address cannot make the file into something else. */
export function createSignedAddresses(secrets: SecretBox): SignedAddresses {
  const key = secrets.derive("signed file addresses");
  const sign = (parts: (string | number)[]) =>
    createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");
  return {
    make({ workspaceId, sha256, contentType, fileName }, expires) {
      const e = Math.ceil(expires.getTime() / 1000);
      const s = sign([workspaceId, sha256, e, contentType, fileName ?? ""]);
      const query = new URLSearchParams({ t: contentType, ...(fileName && { n: fileName }), e: String(e), s });
      return `/api/v1/files/${workspaceId}/${sha256}?${query}`;
    },
    check(workspaceId, sha256, { t = "", n = "", e = "", s = "" }, now) {
      const expected = Buffer.from(sign([workspaceId, sha256, Number(e), t, n]));
      const given = Buffer.from(s);
      const right = expected.length === given.length && timingSafeEqual(expected, given);
      if (!right || Number(e) * 1000 < now.getTime()) return undefined;
      return { workspaceId, sha256, contentType: t, fileName: n || undefined };
    },
  };
}
