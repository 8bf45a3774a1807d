import { createHash } from "node:crypto";
import { join } from "node:path";

/** The kernel's limit for a socket's path is 104 bytes on macOS, 108 on Linux. */
const longest = 100;

/** Where the embedded server puts its socket: in the data folder, unless that makes the path too long. */
export function socketFolder(dataDir: string): string {
  const own = join(dataDir, "run");
  if (Buffer.byteLength(join(own, ".s.PGSQL.5432")) <= longest) return own;
  const key = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  return join("/tmp", `prosa-${process.getuid?.() ?? 0}-${key}`);
}
