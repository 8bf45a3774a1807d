import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

// The Debian packages the suite talks to, and a file each brings.
const PEERS: Record<string, string> = {
  "sip-tester": "/usr/bin/sipp",
  "baresip-core": "/usr/bin/baresip",
  "linphone-cli": "/usr/bin/linphonec",
  kamailio: "/usr/sbin/kamailio",
  chromium: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  "espeak-ng": "/usr/bin/espeak-ng",
  pocketsphinx: "/usr/bin/pocketsphinx_continuous",
  "pocketsphinx-en-us": "/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict",
  iproute2: "/usr/sbin/ip",
  iptables: "/usr/sbin/iptables",
  socat: "/usr/bin/socat",
  openssl: "/usr/bin/openssl",
};

/** Installs the peers that are missing. Throws with what to do when that is not possible. */
export function installPeers(): void {
  if (process.getuid?.() !== 0) {
    throw new Error("The telephony peers run in network namespaces: start this as root, on Debian.");
  }
  const missing = Object.keys(PEERS).filter((name) => !existsSync(PEERS[name] ?? ""));
  if (missing.length === 0) return;
  if (!existsSync("/usr/bin/apt-get")) {
    throw new Error(`The telephony peers are Debian's packages and this is no Debian: missing ${missing.join(", ")}.`);
  }
  console.log(`installing ${missing.join(", ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const aptGet = (...args: string[]) => execFileSync("apt-get", ["-qq", ...args], { stdio: "pipe", env });
  aptGet("update");
  aptGet("install", "-y", "--no-install-recommends", ...missing);
}
