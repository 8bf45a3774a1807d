import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

// The Debian packages the suite talks to, and a file each brings.
const PEERS: Record<string, string> = {
  "sip-tester": "/usr/bin/sipp",
  "baresip-core": "/usr/bin/baresip",
  kamailio: "/usr/sbin/kamailio",
  "espeak-ng": "/usr/bin/espeak-ng",
  pocketsphinx: "/usr/bin/pocketsphinx_continuous",
  "pocketsphinx-en-us": "/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict",
  iproute2: "/usr/sbin/ip",
  iptables: "/usr/sbin/iptables",
  openssl: "/usr/bin/openssl",
};

/** Installs the peers that are missing. Throws with what to do when that is not possible. */
export function installPeers(): void {
  const missing = Object.keys(PEERS).filter((name) => !existsSync(PEERS[name] ?? ""));
  if (process.getuid?.() !== 0) throw new Error("run this suite as root: it makes network namespaces");
  if (missing.length === 0) return;
  if (!existsSync("/usr/bin/apt-get")) throw new Error(`install these first: ${missing.join(", ")}`);
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  execFileSync("apt-get", ["update", "-qq"], options);
  execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], options);
}
