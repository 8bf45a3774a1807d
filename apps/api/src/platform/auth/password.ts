import { hash, verify } from "@node-rs/argon2";

/** Argon2id with OWASP's parameters: 19 MiB, two passes, one lane (the library's defaults, written out). */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFC"), parameters);

/** Checks a password. Without a hash (nobody has that email) it takes as long and says no. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? (await nobodysHash), password.normalize("NFC"), parameters);
  return right && passwordHash !== undefined;
}

const nobodysHash = hashPassword("nobody has this password");
