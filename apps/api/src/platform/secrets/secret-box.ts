import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/** What a secret belongs to. It is sealed into the ciphertext, which opens nowhere else. */
interface SecretContext {
  workspaceId: string;
  /** For example `connection:<id>:token`, or `secret:<name>`. */
  purpose: string;
}

/** Encrypts and decrypts small secrets with the server's key. */
export interface SecretBox {
  encrypt(context: SecretContext, plain: string): Buffer;
  /** @throws when the bytes were changed, or sealed with another key or for another context */
  decrypt(context: SecretContext, sealed: Uint8Array): string;
  /** A key for another use, derived from the server's. */
  derive(purpose: string): Buffer;
}

const version = 1;
const [nonceLength, tagLength] = [12, 16];

/** AES-256-GCM. Layout: version (1 byte), nonce (12), tag (16), ciphertext. */
export function createSecretBox(key: Buffer): SecretBox {
  return {
    encrypt(context, plain) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(additional(context));
      const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]);
    },
    decrypt(context, bytes) {
      const sealed = Buffer.from(bytes);
      if (sealed[0] !== version || sealed.length < 1 + nonceLength + tagLength) throw new Error("not a sealed secret");
      const nonce = sealed.subarray(1, 1 + nonceLength);
      const tag = sealed.subarray(1 + nonceLength, 1 + nonceLength + tagLength);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagLength });
      decipher.setAAD(additional(context)).setAuthTag(tag);
      return decipher.update(sealed.subarray(1 + nonceLength + tagLength), undefined, "utf8") + decipher.final("utf8");
    },
    derive: (purpose) => createHmac("sha256", key).update(purpose).digest(),
  };
}

const additional = ({ workspaceId, purpose }: SecretContext) => Buffer.from(JSON.stringify([workspaceId, purpose]));
